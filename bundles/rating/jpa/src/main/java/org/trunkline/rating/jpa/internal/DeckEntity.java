package org.trunkline.rating.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.spi.StoredDeck;

/** One row of {@code deck}. Never leaves this package. */
@Entity
@Table(name = "deck")
public class DeckEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "name", nullable = false, updatable = false)
    private String name;

    @Column(name = "version", nullable = false)
    private long version;

    /** Compared under the lock of the row; not a JPA version, because edits do not touch the row otherwise. */
    @Column(name = "revision", nullable = false)
    private long revision;

    protected DeckEntity() {}

    DeckEntity(StoredDeck deck) {
        id = deck.id();
        account = deck.owner().value();
        name = deck.name();
    }

    long revision() {
        return revision;
    }

    void change(long newVersion) {
        version = newVersion;
        revision++;
    }

    StoredDeck toDeck() {
        return new StoredDeck(id, new AccountId(account), name, version, revision);
    }
}
