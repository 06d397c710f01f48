package org.trunkline.numbers.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.PhoneNumber.Release;

/**
 * Gives numbers back: to the nearest account that passed the number on and is still there, else to nobody. Calls for the one
 * who gave it up still come, so that others wait for it a while.
 */
@Component(service = Aging.class, configurationPid = "org.trunkline.numbers")
@Designate(ocd = Aging.Config.class)
public final class Aging {

    @ObjectClassDefinition(name = "Trunkline numbers", description = "The inventory of numbers.")
    public @interface Config {
        @AttributeDefinition(description = "How long a number that was given up is kept from others, in days.")
        int aging_days() default 30;
    }

    private final AccountTree tree;
    private final Duration duration;

    @Activate
    public Aging(@Reference AccountTree tree, Config config) {
        this(tree, Duration.ofDays(Math.max(0, config.aging_days())));
    }

    Aging(AccountTree tree, Duration duration) {
        this.tree = tree;
        this.duration = duration;
    }

    Release release(AccountId by, Instant now) {
        return new Release(by, now.plus(duration));
    }

    /** Returns how a number stands that nobody gets back. */
    NumberState state() {
        return duration.isZero() ? NumberState.AVAILABLE : NumberState.AGING;
    }

    PhoneNumber released(PhoneNumber number, Instant now) {
        AccountId by = number.assignedTo().orElseThrow();
        List<AccountId> holders = number.holders();
        int last = holders.size() - 1;
        while (last >= 0 && !isAbove(holders.get(last), by)) {
            last--;
        }
        boolean comesBack = last >= 0;
        return number.released(
                comesBack ? NumberState.RESERVED : state(),
                comesBack ? Optional.of(holders.get(last)) : Optional.empty(),
                holders.subList(0, Math.max(last, 0)),
                release(by, now),
                Json.object(),
                now);
    }

    /** Accounts move: who passed a number on may have nothing to do with its holder by now. Of the gone nobody knows. */
    private boolean isAbove(AccountId holder, AccountId account) {
        return !holder.equals(account)
                && tree.find(holder).isPresent()
                && (tree.find(account).isEmpty() || tree.contains(holder, account));
    }
}
