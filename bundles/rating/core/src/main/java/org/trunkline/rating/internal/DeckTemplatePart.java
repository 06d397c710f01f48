package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.RatingService;

/** The deck that an account pays from, by its name: what its seller, or the next one above, calls so. */
@Component
public final class DeckTemplatePart implements TemplatePart {
    static final String FIELD = DeckManager.DECK;

    private final RatingService rating;
    private final DeckModel model;
    private final AccountTree tree;
    private final Access access;

    @Activate
    public DeckTemplatePart(
            @Reference RatingService rating,
            @Reference DeckModel model,
            @Reference AccountTree tree,
            @Reference Access access) {
        this.rating = rating;
        this.model = model;
        this.tree = tree;
        this.access = access;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public JsonNode check(Caller caller, AccountId owner, JsonNode settings) {
        if (!settings.isTextual()) {
            throw new InvalidException(List.of(
                    new FieldError(FIELD, "type", "Value did not match type(s): string", "string", settings, null)));
        }
        DeckManager.checkName(FIELD, settings.textValue());
        return settings;
    }

    @Override
    public ObjectNode preview(Caller caller, AccountId account, JsonNode settings) {
        AccountNode node = access.require(caller, account, Permission.DECK_ASSIGN);
        Optional<String> old = rating.assignment(caller, account).deck();
        String wanted = settings.textValue();
        boolean isKnown = tree.seller(node.id())
                .flatMap(seller -> model.named(seller.id(), wanted))
                .isPresent();
        if (!isKnown && !old.equals(Optional.of(wanted))) {
            throw new InvalidException(FIELD, "not_found", "No seller of the account has a deck of this name");
        }
        ObjectNode before = Json.object();
        old.ifPresent(name -> before.put(FIELD, name));
        return Differences.of(before, Json.object().put(FIELD, wanted));
    }

    @Override
    public ObjectNode apply(Caller caller, AccountId account, JsonNode settings) {
        ObjectNode changes = preview(caller, account, settings);
        if (!changes.isEmpty()) {
            DeckAssignment old = rating.assignment(caller, account);
            rating.assign(
                    caller,
                    new DeckAssignment(account, Optional.of(settings.textValue()), old.defaultDeck(), old.discounts()));
        }
        return changes;
    }
}
