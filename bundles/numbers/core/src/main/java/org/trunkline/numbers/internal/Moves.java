package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.PhoneNumber.Release;

/**
 * Decides what becomes of a number by one order: which states follow which, and for whom (crossbar-numbers N1.4, N1.6).
 * Changes nothing; the same number comes again if somebody else was faster.
 */
final class Moves {
    private static final List<String> SELLERS_FIELDS = List.of(NumberFeatures.ALLOWED, NumberFeatures.DENIED);

    private final Sight sight;
    private final NumberOrder order;
    private final NumberPlan plan;
    private final Aging aging;
    private final Function<AccountId, Set<String>> denied;
    private final NumberState wanted;

    /** @param denied which features the numbers of an account may not have */
    Moves(Sight sight, NumberOrder order, NumberPlan plan, Aging aging, Function<AccountId, Set<String>> denied) {
        this.sight = sight;
        this.order = order;
        this.plan = plan;
        this.aging = aging;
        this.denied = denied;
        String state = order.document().path(NumberDocument.STATE).asText(NumberState.IN_SERVICE.id());
        wanted = NumberState.of(state)
                .orElseThrow(() -> new InvalidException(
                        NumberDocument.STATE, "enum", "Value not found in enumerated list of values"));
        String carrier = order.document().path(NumberDocument.CARRIER).asText(NumberDocument.CARRIER_LOCAL);
        if (!carrier.equals(NumberDocument.CARRIER_LOCAL)) {
            throw new InvalidException(NumberDocument.CARRIER, "enum", "There is no such carrier of numbers");
        }
        if (order.action() == NumberOrder.Action.CREATE || order.action() == NumberOrder.Action.REPLACE) {
            // whole documents: what is wrong is wrong for every number
            read(order.document());
        }
    }

    /** @throws org.trunkline.kernel.DomainException that says why nothing becomes of it */
    PhoneNumber decide(String e164, Optional<PhoneNumber> stored) {
        if (!order.expected().test(stored.map(PhoneNumber::revision).orElse(0L))) {
            throw new ConflictException("revision");
        }
        return switch (order.action()) {
            case CREATE -> create(e164, stored);
            case REPLACE -> write(own(stored), order.document());
            case MERGE -> write(own(stored), Json.merged(own(stored).document(), order.document()));
            case ACTIVATE -> move(found(stored), NumberState.IN_SERVICE);
            case RESERVE -> move(found(stored), NumberState.RESERVED);
            case RELEASE -> aging.released(own(stored), sight.now());
            case DELETE -> delete(found(stored));
        };
    }

    private PhoneNumber create(String e164, Optional<PhoneNumber> stored) {
        List<NumberState> states = sight.creationStates();
        if (stored.isPresent()) {
            return takeOver(stored.get());
        }
        if (states.isEmpty()) {
            throw mayNotAdd();
        }
        if (!states.contains(wanted)) {
            throw NumberRefused.forbidden("creating number in state '" + wanted.id() + "' is not allowed");
        }
        AccountId target = sight.target().id();
        boolean ages = wanted == NumberState.AGING;
        PhoneNumber made = new PhoneNumber(
                e164,
                wanted,
                wanted.isAssigned() ? Optional.of(target) : Optional.empty(),
                sight.poolOf(wanted),
                List.of(),
                ages ? Optional.of(aging.release(target, sight.now())) : Optional.<Release>empty(),
                Json.object(),
                sight.now(),
                sight.now(),
                0);
        return write(made, order.document());
    }

    private NumberRefused mayNotAdd() {
        return NumberRefused.forbidden("account '" + sight.target().id() + "' is not allowed to create number");
    }

    /** What is there already may be had for the asking, or is on its way and goes elsewhere. */
    private PhoneNumber takeOver(PhoneNumber stored) {
        boolean isComing = stored.state() == NumberState.PORT_IN
                && stored.assignedTo().filter(sight::isOver).isPresent();
        if (wanted.isAssigned() && (isComing || sight.isInReach(stored))) {
            return move(stored, wanted);
        }
        throw sight.mayAdd() ? NumberRefused.exists(stored.number()) : mayNotAdd();
    }

    private PhoneNumber move(PhoneNumber stored, NumberState to) {
        AccountId target = sight.target().id();
        if (stored.assignedTo().equals(Optional.of(target)) && stored.state() == to) {
            if (to == NumberState.RESERVED) {
                throw NumberRefused.noChange();
            }
            return order.document().isEmpty() ? stored : write(stored, fields(stored));
        }
        if (stored.assignedTo().isEmpty()) {
            if (!sight.isInReach(stored)) {
                throw NumberRefused.notFound();
            }
            if (sight.isHeldBack(stored)) {
                throw NumberRefused.transition(stored.state(), to);
            }
        } else if (!sight.isOver(stored.assignedTo().get()) && !sight.isOffered(stored)) {
            throw NumberRefused.notFound();
        }
        PhoneNumber moved = stored.assigned(to, target, sight.holders(stored), sight.now());
        return write(moved, fields(moved));
    }

    /** A number that is passed on keeps its fields, and those that come with the order count. */
    private ObjectNode fields(PhoneNumber number) {
        return Json.merged(number.document(), order.document());
    }

    private PhoneNumber delete(PhoneNumber stored) {
        boolean owns = sight.isOver(stored.pool());
        if (stored.assignedTo().isEmpty() ? !owns : !sight.isBelow(stored)) {
            throw NumberRefused.notFound();
        }
        return owns ? stored.deleted(sight.now()) : aging.released(stored, sight.now());
    }

    private static PhoneNumber found(Optional<PhoneNumber> stored) {
        return stored.orElseThrow(NumberRefused::notFound);
    }

    private PhoneNumber own(Optional<PhoneNumber> stored) {
        return stored.filter(sight::isBelow).orElseThrow(NumberRefused::notFound);
    }

    private PhoneNumber write(PhoneNumber number, ObjectNode sent) {
        ObjectNode document = read(sent);
        if (!sight.sells(number)) {
            document = NumberDocument.keeping(document, number.document(), SELLERS_FIELDS);
        }
        PhoneNumber written = number.with(document, sight.now());
        requireAvailable(number, written);
        return document.equals(number.document()) ? number : written;
    }

    private ObjectNode read(ObjectNode sent) {
        return NumberDocument.read(sent, plan, sight.target().country());
    }

    /** What an account may not have, and a number had before, stays until somebody changes it. */
    private void requireAvailable(PhoneNumber before, PhoneNumber after) {
        List<String> on = NumberFeatures.active(after);
        List<String> was = NumberFeatures.active(before);
        List<String> changed = on.stream()
                .filter(each -> !was.contains(each) || !value(before, each).equals(value(after, each)))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        List<String> available =
                NumberFeatures.available(after, after.assignedTo().map(denied).orElse(Set.of()));
        changed.stream().filter(each -> !available.contains(each)).findFirst().ifPresent(each -> {
            throw NumberRefused.forbidden("feature '" + each + "' is not allowed");
        });
    }

    private static JsonNode value(PhoneNumber number, String feature) {
        return number.document().path(NumberFeatures.field(feature));
    }
}
