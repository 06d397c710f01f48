package org.trunkline.limits;

import java.util.Objects;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * One switch that may ask for calls.
 *
 * @param id its id, part of every {@link CallKey}
 * @param scope the top of the subtree it serves
 * @param renews the switch renews by default; one that cannot gets everything held at once
 * @param mayCorrect it may end a call a second time with other seconds
 * @param mayAssertOnNet its {@code on_net} is believed
 * @param mayBackdate its own times are believed, so that it may replay calls or report them late; otherwise nobody is
 *     billed more seconds than have passed on our clock (charging §4)
 * @param keyEnding the last four characters of its key, to tell keys apart
 */
public record SwitchIdentity(
        String id,
        String name,
        AccountId scope,
        boolean renews,
        boolean mayCorrect,
        boolean mayAssertOnNet,
        boolean mayBackdate,
        String keyEnding,
        java.time.Instant createdAt) {
    public SwitchIdentity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(keyEnding, "keyEnding");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    public Caller caller() {
        return Caller.ofSwitch(scope, id);
    }
}
