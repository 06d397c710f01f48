package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** What templates can give to accounts now. The domains of the parts come and go while accounts stay. */
@Component(service = TemplateParts.class)
public final class TemplateParts {
    private final List<TemplatePart> own;
    private final Supplier<List<TemplatePart>> present;
    private final Runnable closing;

    @Activate
    public TemplateParts(@Reference AccountService accounts, @Reference TreeModel tree, BundleContext context) {
        ServiceTracker<TemplatePart, TemplatePart> tracker = new ServiceTracker<>(context, TemplatePart.class, null);
        tracker.open();
        own = own(accounts, tree);
        present = () -> Arrays.asList(tracker.getServices(new TemplatePart[0]));
        closing = tracker::close;
    }

    TemplateParts(AccountService accounts, TreeModel tree, List<TemplatePart> others) {
        own = own(accounts, tree);
        present = () -> others;
        closing = () -> {};
    }

    private static List<TemplatePart> own(AccountService accounts, TreeModel tree) {
        return SettingPart.FIELDS.stream()
                .map(field -> (TemplatePart) new SettingPart(field, accounts, tree))
                .toList();
    }

    @Deactivate
    void close() {
        closing.run();
    }

    /** Returns the fields that templates have, in order. */
    List<String> fields() {
        return all().stream().map(TemplatePart::field).toList();
    }

    /** @throws InvalidException if nobody knows the field */
    TemplatePart part(String field) {
        return find(field).orElseThrow(() -> new InvalidException(List.of(unknown(field))));
    }

    /**
     * Returns the settings as they are kept; what is null says nothing.
     *
     * @param errors gets everything that is wrong
     */
    ObjectNode checked(Caller caller, AccountId owner, ObjectNode settings, List<FieldError> errors) {
        ObjectNode checked = Json.object();
        for (Map.Entry<String, JsonNode> each : settings.properties()) {
            Optional<TemplatePart> part = find(each.getKey());
            if (part.isEmpty()) {
                errors.add(unknown(each.getKey()));
            } else if (!each.getValue().isNull()) {
                try {
                    checked.set(each.getKey(), part.get().check(caller, owner, each.getValue()));
                } catch (InvalidException e) {
                    errors.addAll(e.errors());
                }
            }
        }
        return checked;
    }

    private Optional<TemplatePart> find(String field) {
        return all().stream().filter(part -> part.field().equals(field)).findFirst();
    }

    private List<TemplatePart> all() {
        List<TemplatePart> all = new ArrayList<>(own);
        all.addAll(present.get());
        all.sort(Comparator.comparing(TemplatePart::field));
        return all;
    }

    private FieldError unknown(String field) {
        List<String> known = fields();
        return new FieldError(
                field,
                "additionalProperties",
                "Templates do not have this; they have " + String.join(", ", known),
                known,
                null,
                null);
    }
}
