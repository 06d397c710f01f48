package org.trunkline.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** The ledger as people and clients use it: every method checks what the caller may see and do. */
@ProviderType
public interface LedgerService {

    long balanceMicros(Caller caller, AccountId account);

    /**
     * Returns the balances of an account and of all accounts below it, by id, from memory; accounts that never had an entry
     * are left out. A page may be short and yet have a next one.
     */
    Page<AccountBalance> balances(Caller caller, AccountId account, PageRequest page);

    /** Returns the services that are charged, as the operator named them. */
    List<AvailableLedger> available(Caller caller, AccountId account);

    /** Returns the sum per service of the entries posted in {@code [from, to)}. */
    Map<String, ServiceTotal> totals(Caller caller, AccountId account, Instant from, Instant to);

    /** Returns the sums of one month of posting (UTC), divided by the account whose calls and purchases they were. */
    Map<AccountId, Map<String, ServiceTotal>> totalsByCallingAccount(Caller caller, AccountId account, YearMonth month);

    /** Returns the entries of one service posted in {@code [from, to)}, newest first unless the page says otherwise. */
    Page<Entry> entries(Caller caller, AccountId account, String service, Instant from, Instant to, PageRequest page);

    /** Returns the entries of all services posted in {@code [from, to)}, between the balances before and after them. */
    Statement statement(Caller caller, AccountId account, Instant from, Instant to);

    /** @throws org.trunkline.kernel.NotFoundException if the account has no entry of this service with this id */
    Entry entry(Caller caller, AccountId account, String service, String id);

    /**
     * Puts money on an account (crossbar-api §6.2). A granted account gets a cap from its seller's book, a real one cash.
     *
     * @param document {@code amount}, {@code source{service,id}}, {@code usage{type,quantity,unit}} required
     * @param impactReseller post the same to the seller of the account; the caller needs the right there too
     * @return the entry of the account, then that of its seller
     * @throws org.trunkline.kernel.ConflictException if the same source, usage and period was posted this month
     */
    List<Entry> credit(Caller caller, AccountId account, ObjectNode document, boolean impactReseller);

    /** Takes money off an account, whatever its balance; otherwise as {@link #credit}. */
    List<Entry> debit(Caller caller, AccountId account, ObjectNode document, boolean impactReseller);

    /**
     * Proves that the ledger is sound: every balance is the sum of its entries, entries and contra sides sum to zero, no
     * entry is missing or was changed.
     *
     * @param account only the entries of this one; empty for the whole ledger, which only root may ask for
     */
    Verification verify(Caller caller, Optional<AccountId> account);

    /**
     * A service that is charged.
     *
     * @param name as in {@code source.service}
     * @param markupTypes how a seller may mark it up, such as {@code percentage}
     */
    record AvailableLedger(String name, String friendlyName, List<String> markupTypes) {
        public AvailableLedger {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(friendlyName, "friendlyName");
            markupTypes = List.copyOf(markupTypes);
        }
    }

    /** What an account has. */
    record AccountBalance(AccountId account, long balanceMicros) {}

    /**
     * What was found.
     *
     * @param problems one sentence each; nothing in a sound ledger
     */
    record Verification(long accounts, long entries, List<String> problems) {
        public Verification {
            problems = List.copyOf(problems);
        }

        public boolean isSound() {
            return problems.isEmpty();
        }
    }
}
