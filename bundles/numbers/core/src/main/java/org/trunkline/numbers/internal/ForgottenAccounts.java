package org.trunkline.numbers.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.numbers.spi.NumberStore.Write;

/**
 * Numbers of deleted accounts stay theirs as long as the accounts may come back, and nobody's calls. When an account is
 * forgotten its numbers are given up, and what it had brought in is root's.
 */
@Component(service = ForgottenAccounts.class, immediate = true)
public final class ForgottenAccounts {
    private static final String CONSUMER = "numbers-forgotten";
    private static final String ACCOUNTS_TOPIC = "accounts";
    private static final String FORGOTTEN = "forgotten";

    private final NumberStore store;
    private final AccountTree tree;
    private final Clock clock;
    private final Aging aging;
    private final ChangeFeed.Subscription subscription;

    @Activate
    public ForgottenAccounts(
            @Reference NumberStore store,
            @Reference AccountTree tree,
            @Reference Clock clock,
            @Reference Aging aging,
            @Reference Outbox outbox) {
        this.store = store;
        this.tree = tree;
        this.clock = clock;
        this.aging = aging;
        subscription = outbox.consume(CONSUMER, ACCOUNTS_TOPIC, FORGOTTEN, entry -> forget(entry.account()));
    }

    @Deactivate
    void close() {
        subscription.close();
    }

    /** May be repeated: each number that was dealt with is found no more. */
    private void forget(AccountId account) {
        if (tree.find(account).isPresent()) {
            return;
        }
        PageRequest some = new PageRequest(Optional.empty(), NumberStore.BATCH_MAX, true);
        each(() -> store.list(account, some).rows(), number -> aging.released(number, now()));
        AccountId root = tree.root().id();
        each(() -> store.broughtIn(account, NumberStore.BATCH_MAX), number -> number.inPool(root, now()));
    }

    private void each(Supplier<List<PhoneNumber>> some, UnaryOperator<PhoneNumber> change) {
        Caller caller = Caller.system(tree.root().id(), "retention");
        List<PhoneNumber> numbers = some.get();
        while (!numbers.isEmpty()) {
            List<Write> writes = new ArrayList<>();
            for (PhoneNumber number : numbers) {
                PhoneNumber changed = change.apply(number);
                writes.add(new Write(changed, NumberWrites.changes(caller, Optional.of(number), changed)));
            }
            // what somebody else changes meanwhile is found again, if it still is the account's
            store.write(writes);
            numbers = some.get();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
