package org.trunkline.rating.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.DeckAssignment;

/** One row of {@code deck_assignment}. Never leaves this package. */
@Entity
@Table(name = "deck_assignment")
public class DeckAssignmentEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "ratedeck_id")
    private String deck;

    @Column(name = "default_ratedeck_id")
    private String defaultDeck;

    protected DeckAssignmentEntity() {}

    DeckAssignmentEntity(DeckAssignment assignment) {
        account = assignment.account().value();
        deck = assignment.deck().orElse(null);
        defaultDeck = assignment.defaultDeck().orElse(null);
    }

    DeckAssignment toAssignment() {
        return new DeckAssignment(new AccountId(account), Optional.ofNullable(deck), Optional.ofNullable(defaultDeck));
    }
}
