package org.trunkline.routing.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.routing.AccessList;

/** One row of {@code access_list}. Never leaves this package. */
@Entity
@Table(name = "access_list")
public class AccessListEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected AccessListEntity() {}

    AccessListEntity(AccessList list) {
        account = list.account().value();
        write(list);
    }

    void write(AccessList list) {
        document = Json.write(list.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    AccessList toList() {
        return new AccessList(new AccountId(account), Json.parseObject(document), revision);
    }
}
