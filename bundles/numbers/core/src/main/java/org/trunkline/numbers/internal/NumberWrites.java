package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.numbers.NumberResult;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.numbers.spi.NumberStore.Write;

/** Carries decisions out. Where somebody else was faster it is decided again, on what stands then. */
final class NumberWrites {
    /** So often; each time somebody else has changed the number, so it ends with a conflict only under a siege. */
    private static final int RACES_MAX = 20;

    private final NumberStore store;
    private final Moves moves;
    private final Caller caller;
    private final Function<Collection<PhoneNumber>, List<NumberView>> views;

    NumberWrites(
            NumberStore store, Moves moves, Caller caller, Function<Collection<PhoneNumber>, List<NumberView>> views) {
        this.store = store;
        this.moves = moves;
        this.caller = caller;
        this.views = views;
    }

    /** @param numbers as many as the store takes at once */
    Map<String, NumberResult> write(Collection<String> numbers) {
        Map<String, DomainException> refused = new HashMap<>();
        List<PhoneNumber> done = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(numbers);
        for (int race = 0; race < RACES_MAX && !left.isEmpty(); race++) {
            Map<String, PhoneNumber> stored = store.find(left);
            Map<String, Write> writes = new HashMap<>();
            for (String number : left) {
                Optional<PhoneNumber> before = Optional.ofNullable(stored.get(number));
                try {
                    PhoneNumber after = moves.decide(number, before);
                    if (before.filter(after::equals).isPresent()) {
                        done.add(after);
                    } else {
                        writes.put(number, new Write(after, changes(caller, before, after)));
                    }
                } catch (DomainException e) {
                    refused.put(number, e);
                }
            }
            Set<String> written = writes.isEmpty() ? Set.of() : store.write(List.copyOf(writes.values()));
            written.forEach(each -> done.add(next(writes.get(each).number())));
            left.retainAll(writes.keySet());
            left.removeAll(written);
        }
        left.forEach(each -> refused.put(each, new ConflictException("revision")));
        return results(done, refused);
    }

    private static PhoneNumber next(PhoneNumber written) {
        return written.atRevision(written.revision() + 1);
    }

    private Map<String, NumberResult> results(List<PhoneNumber> done, Map<String, DomainException> refused) {
        Map<String, NumberResult> results = new HashMap<>();
        views.apply(done)
                .forEach(view -> results.put(
                        view.number().number(),
                        new NumberResult(view.number().number(), Optional.of(view), Optional.empty())));
        refused.forEach(
                (number, why) -> results.put(number, new NumberResult(number, Optional.empty(), Optional.of(why))));
        return results;
    }

    /** A number that goes from one account to another is a change of both. */
    static List<Change> changes(Caller caller, Optional<PhoneNumber> before, PhoneNumber after) {
        Optional<AccountId> from = before.flatMap(PhoneNumber::assignedTo);
        Optional<AccountId> to = after.assignedTo();
        ObjectNode detail = Differences.of(
                before.map(NumberManager::audited).orElseGet(Json::object), NumberManager.audited(after));
        Set<AccountId> accounts = new LinkedHashSet<>();
        from.ifPresent(accounts::add);
        accounts.add(to.orElse(from.orElse(after.pool())));
        String action = action(before, after, from.equals(to));
        return accounts.stream()
                .map(account -> new Change(
                        NumberManager.TOPIC,
                        after.number(),
                        account,
                        action,
                        caller,
                        after.modified(),
                        Json.write(detail)))
                .toList();
    }

    private static String action(Optional<PhoneNumber> before, PhoneNumber after, boolean isSameOwner) {
        if (after.state() == NumberState.DELETED) {
            return "deleted";
        }
        if (before.isEmpty()) {
            return "created";
        }
        if (isSameOwner) {
            return "changed";
        }
        boolean isGivenUp = after.assignedTo().isEmpty()
                || after.release().isPresent()
                        && !after.release().equals(before.get().release());
        return isGivenUp ? "released" : "assigned";
    }
}
