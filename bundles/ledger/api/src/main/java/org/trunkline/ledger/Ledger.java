package org.trunkline.ledger;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** The ledger as other domains use it: no rights are checked here, the calling core has done so. */
@ProviderType
public interface Ledger {

    /**
     * Posts all lines or none, once per key. Durable when it returns.
     *
     * @return the entries, in the order of the lines; for a key that was posted before, the first entries
     * @throws org.trunkline.kernel.ConflictException if the key was posted with other lines
     * @throws org.trunkline.kernel.UnavailableException if the database does not answer: post again later, with the same key
     */
    List<Entry> post(Caller by, Posting posting);

    /**
     * Posts as {@link #post} does, and returns before it is done: nobody is held up by a database that is late. What was
     * taken goes on even if nobody waits for it any more.
     *
     * @return fails as {@link #post} does; completes on a thread that others wait for, so what follows there must be quick
     */
    default CompletionStage<List<Entry>> submit(Caller by, Posting posting) {
        try {
            return CompletableFuture.completedFuture(post(by, posting));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns the entries of a posting, empty if it was never posted. */
    List<Entry> posted(String key);

    /** Returns the balance of an account: the sum of its entries, from memory; 0 for an account without entries. */
    long balanceMicros(AccountId account);

    /** Returns the sum of the account's entries of one service posted in {@code [from, to)}; asks the database. */
    long totalMicros(AccountId account, String service, Instant from, Instant to);

    /**
     * Calls the listener for every account with entries first, then after each commit for each account that changed,
     * before {@link #post} returns. Per account the calls may overlap or come late; {@code sequence} tells the order.
     */
    Subscription subscribe(BalanceListener listener);

    /** Told of balances. Must be quick and must not post. */
    @FunctionalInterface
    interface BalanceListener {
        /**
         * @param sequence the place of the account's latest entry: a call with a smaller one than seen before is out of date
         * @param key the key of the posting; empty in the first round
         */
        void balance(AccountId account, long balanceMicros, long sequence, String key);
    }

    /** Ends with {@link #close}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
