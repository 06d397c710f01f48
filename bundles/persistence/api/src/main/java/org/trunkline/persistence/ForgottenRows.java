package org.trunkline.persistence;

import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;

/**
 * Deletes what a domain keeps of accounts that are forgotten, for good: after they were deleted, and when they may not come
 * back any more. A domain that was away then does it when it returns, as long as the outbox keeps the entry.
 */
public final class ForgottenRows implements AutoCloseable {
    private static final String ACCOUNTS = "accounts";
    private static final String FORGOTTEN = "forgotten";

    private final Transactions transactions;
    private final List<String> deletes;
    private final ChangeFeed.Subscription subscription;

    /**
     * @param domain also names the consumer of the outbox
     * @param deletes JPQL in order, each with {@code :account}; all of one account in one transaction
     */
    public ForgottenRows(
            Outbox outbox, EntityManagerFactory unit, ChangeLog changes, String domain, List<String> deletes) {
        this.transactions = new Transactions(unit, changes);
        this.deletes = List.copyOf(deletes);
        this.subscription =
                outbox.consume(domain + "-forgotten", ACCOUNTS, FORGOTTEN, entry -> forget(entry.account()));
    }

    /** That an account is forgotten is recorded where that is decided. */
    private void forget(AccountId account) {
        transactions.write(List.of(), em -> {
            deletes.forEach(delete -> run(em, delete, account));
            return null;
        });
    }

    private static void run(EntityManager em, String delete, AccountId account) {
        em.createQuery(delete).setParameter("account", account.value()).executeUpdate();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
