package org.trunkline.limits.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;

/**
 * What is known of a live call at a glance: whoever looks for some calls among all asks these, for the rest has to be read
 * from the call's record first.
 */
@ProviderType
public interface CallGlance {
    CallKey key();

    /** Returns whose call it is; empty for an emergency call of nobody we know. */
    Optional<AccountId> account();

    boolean renews();

    boolean isEmergency();

    /** Returns whether something is held for it, so that it lasts as long as the money of some level does. */
    boolean isHeld();

    /** Returns when it must stop as things are, in seconds from answer; empty where it may last as long as any. */
    OptionalLong coveredSeconds();

    /** Returns when it was authorized, by {@link CallState#steady}. */
    Instant startedAt();

    /** Returns when it was answered, by {@link CallState#steady}. */
    Optional<Instant> answeredAt();

    /** Returns when the switch last spoke of the call, by {@link CallState#steady}. */
    Instant renewedAt();

    /** Returns the ids under which its switch knows it too since it replaced them. */
    List<String> aliases();

    /** Returns all that is known of the call. */
    CallEntry entry();

    /** Returns the keys of all its other ids. */
    default List<CallKey> aliasKeys() {
        List<String> ids = aliases();
        return ids.isEmpty()
                ? List.of()
                : ids.stream()
                        .map(callId -> new CallKey(key().switchId(), callId, key().leg()))
                        .toList();
    }
}
