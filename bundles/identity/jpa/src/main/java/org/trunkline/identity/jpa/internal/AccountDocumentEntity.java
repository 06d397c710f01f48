package org.trunkline.identity.jpa.internal;

import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.spi.StoredAccountDocument;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** One row of {@code identity_account_document}. Never leaves this package. */
@Entity
@Table(name = "identity_account_document")
public class AccountDocumentEntity {
    @Id
    @Column(name = "id", length = 64)
    private String id;

    @Column(name = "account_id", length = 32, nullable = false, updatable = false)
    private String account;

    @Column(name = "kind", length = 31, nullable = false, updatable = false)
    private String kind;

    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected AccountDocumentEntity() {}

    AccountDocumentEntity(StoredAccountDocument stored) {
        id = id(stored.account(), stored.kind());
        account = stored.account().value();
        kind = word(stored.kind());
        set(stored);
    }

    static String id(AccountId account, Kind kind) {
        return account.value() + ":" + word(kind);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    void set(StoredAccountDocument stored) {
        document = Json.write(stored.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    StoredAccountDocument toStored() {
        return new StoredAccountDocument(
                new AccountId(account),
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                Json.parseObject(document),
                revision);
    }
}
