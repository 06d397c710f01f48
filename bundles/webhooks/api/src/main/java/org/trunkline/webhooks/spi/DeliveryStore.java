package org.trunkline.webhooks.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.webhooks.Attempt;

/**
 * Where deliveries wait. Each webhook has a queue of its own, of which one delivery is tried at a time, the oldest first; a
 * receiver that fails or is slow holds up its own queue and no other.
 */
@ConsumerType
public interface DeliveryStore {

    /** What became of a delivery that was to be added. */
    enum Added {
        ADDED,
        /** It was there before. */
        KNOWN,
        /** Too many wait for this receiver. */
        FULL,
        /** The webhook is gone. */
        GONE
    }

    /** What became of a delivery that was claimed. */
    enum Outcome {
        DELIVERED,
        /** Failed, and is tried again. */
        AGAIN,
        /** Failed once too often. */
        GIVEN_UP,
        /** Not tried: it came too late. The webhook has not failed. */
        EXPIRED
    }

    /**
     * A delivery that one sender alone may try until the lease ends.
     *
     * @param failures how often its webhook has failed since it last succeeded
     * @param until when the lease ends; names the lease: who comes late with it changes nothing
     */
    record Claim(StoredWebhook webhook, Delivery delivery, int failures, Instant until) {}

    /** Adds a delivery to the queue of its webhook. */
    Added add(Delivery delivery, int waitingMax);

    /**
     * Takes the oldest delivery of each of some webhooks that are enabled and due and that nobody holds, the longest due first.
     *
     * @param until when others may take them again
     * @param except webhooks that are passed over
     */
    List<Claim> claim(Instant now, Instant until, int sizeMax, Set<String> except);

    /**
     * Says what became of a delivery, and lets the queue of its webhook go on.
     *
     * @param next when that is due again
     * @return whether the claim still held; nothing is written otherwise
     */
    boolean settle(Claim claim, Outcome outcome, Attempt attempt, Instant next);

    /** Keeps an attempt that was none, so that its account sees what it missed. */
    void note(Attempt attempt);

    /** Returns attempts, by time. */
    Page<Attempt> attempts(AccountId account, Optional<String> webhook, PageRequest page);

    /** Deletes attempts and settled deliveries of before, at most so many of each, and returns how many. */
    int deleteBefore(Instant before, int sizeMax);
}
