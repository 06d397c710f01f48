package org.trunkline.rating.jpa.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
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

    /** Basis points by the class of the number, as JSON; null for none. */
    @Column(name = "discounts")
    private String discounts;

    protected DeckAssignmentEntity() {}

    DeckAssignmentEntity(DeckAssignment assignment) {
        account = assignment.account().value();
        deck = assignment.deck().orElse(null);
        defaultDeck = assignment.defaultDeck().orElse(null);
        ObjectNode classes = Json.object();
        new TreeMap<>(assignment.discounts()).forEach(classes::put);
        discounts = classes.isEmpty() ? null : Json.write(classes);
    }

    DeckAssignment toAssignment() {
        Map<String, Integer> classes = new HashMap<>();
        if (discounts != null) {
            Json.parseObject(discounts)
                    .properties()
                    .forEach(each -> classes.put(each.getKey(), each.getValue().asInt()));
        }
        return new DeckAssignment(
                new AccountId(account), Optional.ofNullable(deck), Optional.ofNullable(defaultDeck), classes);
    }
}
