package org.trunkline.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.LedgerService.Verification;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Balance;
import org.trunkline.ledger.spi.Seals;
import org.trunkline.ledger.spi.StoredEntry;

/** Reads a ledger from its first entry to its last and says what does not fit. Postings may go on meanwhile. */
public final class LedgerProof {
    private static final int PROBLEMS_MAX = 1_000;

    private final LedgerStore store;
    private final List<String> problems = new ArrayList<>();
    private long accounts;
    private long entries;

    public LedgerProof(LedgerStore store) {
        this.store = store;
    }

    /** Looks at every account, and at the totals across them. */
    public Verification verify() {
        // the totals are summed meanwhile: both read every entry
        CompletableFuture<List<LedgerStore.Imbalance>> imbalances =
                CompletableFuture.supplyAsync(store::imbalances, work -> new Thread(work, "ledger-totals").start());
        store.forEachBalance(this::account);
        try {
            imbalances.join().forEach(each -> problem(differing(each)));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return new Verification(accounts, entries, problems);
    }

    private static String differing(LedgerStore.Imbalance each) {
        String micros = Money.fromMicros(each.micros()).toPlainString();
        return each.owner().isEmpty()
                ? "All balances and contra totals together are not 0: currency=" + each.currency() + " but=" + micros
                : "Entries and total differ: owner=" + each.owner() + " total=" + each.name() + " currency="
                        + each.currency() + " month=" + each.month() + " by=" + micros;
    }

    /** Looks at the entries of one account. */
    Verification verify(AccountId account) {
        store.balance(account).ifPresent(this::account);
        return new Verification(accounts, entries, problems);
    }

    private void account(Balance balance) {
        accounts++;
        Chain chain = new Chain(balance.account());
        store.forEachEntry(balance.account(), balance.sequence(), chain::next);
        if (chain.sequence != balance.sequence()) {
            problem("Entries are missing: account=" + balance.account() + " found=" + chain.sequence + " expected="
                    + balance.sequence());
        }
        if (chain.sum != balance.balanceMicros()) {
            problem("Balance is not the sum of its entries: account=" + balance.account() + " balance="
                    + Money.fromMicros(balance.balanceMicros()).toPlainString() + " sum="
                    + Money.fromMicros(chain.sum).toPlainString());
        }
        if (!chain.hash.equals(balance.hash())) {
            problem("Last entry is not the one that was sealed: account=" + balance.account());
        }
    }

    private void problem(String problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entries of one account so far. */
    private final class Chain {
        private final AccountId account;
        private final Map<String, ServiceTotal> services = new HashMap<>();
        private long sequence;
        private long sum;
        private String hash = Seals.FIRST;

        Chain(AccountId account) {
            this.account = account;
        }

        void next(StoredEntry row) {
            entries++;
            Entry entry = row.entry();
            sequence++;
            sum += entry.line().amountMicros();
            String service = entry.line().source().service();
            ServiceTotal total =
                    services.getOrDefault(service, ServiceTotal.none()).plus(entry.line());
            services.put(service, total);
            boolean fits = entry.sequence() == sequence
                    && entry.balanceMicros() == sum
                    && row.serviceAmountMicros() == total.amountMicros()
                    && row.serviceQuantity() == total.quantity()
                    && row.hash().equals(Seals.link(hash, entry, row.serviceAmountMicros(), row.serviceQuantity()));
            if (entry.sequence() > sequence) {
                problem("Entries are missing: account=" + account + " before=" + entry.id());
            } else if (!fits) {
                problem("Entry was changed: account=" + account + " entry=" + entry.id());
            }
            if (!fits) {
                // go on from what is stored, so that one bad entry is told once
                sequence = entry.sequence();
                sum = entry.balanceMicros();
                services.put(
                        service,
                        new ServiceTotal(
                                row.serviceAmountMicros(), row.serviceQuantity(), total.usageType(), total.unit()));
            }
            hash = row.hash();
        }
    }
}
