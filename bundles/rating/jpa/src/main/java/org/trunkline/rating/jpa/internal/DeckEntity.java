package org.trunkline.rating.jpa.internal;

import java.time.ZoneId;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.DeckSettings;
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

    @Column(name = "currency")
    private String currency;

    @Column(name = "timezone")
    private String timezone;

    @Column(name = "increment_seconds", nullable = false)
    private int incrementSeconds;

    @Column(name = "minimum_seconds", nullable = false)
    private int minimumSeconds;

    @Column(name = "retired", nullable = false)
    private boolean retired;

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
        configure(deck);
    }

    long revision() {
        return revision;
    }

    void change(long newVersion) {
        version = newVersion;
        revision++;
    }

    final void configure(StoredDeck deck) {
        DeckSettings settings = deck.settings();
        currency = settings.currency().orElse(null);
        timezone = settings.timezone().map(ZoneId::getId).orElse(null);
        incrementSeconds = settings.incrementSeconds();
        minimumSeconds = settings.minimumSeconds();
        retired = deck.retired();
    }

    StoredDeck toDeck() {
        DeckSettings settings = new DeckSettings(
                Optional.ofNullable(currency),
                Optional.ofNullable(timezone).map(ZoneId::of),
                incrementSeconds,
                minimumSeconds);
        return new StoredDeck(id, new AccountId(account), name, settings, retired, version, revision);
    }
}
