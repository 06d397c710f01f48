package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.ledger.spi.LedgerStore;

/** Reads, credits and debits by people, within their rights. */
@Component
public final class LedgerBooks implements LedgerService {
    private static final String TOPIC = "ledger";
    private static final long DEBIT_MINIMUM_MICROS = 1;
    private static final Pattern ENTRY_ID = Pattern.compile("[0-9]{6}-[0-9a-f]{32}");

    private final LedgerManager ledger;
    private final LedgerStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final Rollovers rollovers;
    private final EntryReader entries;
    private final FundingManager funding;
    private final LedgerSettings settings;

    @Activate
    public LedgerBooks(
            @Reference LedgerManager ledger,
            @Reference LedgerStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock,
            @Reference EntryReader entries,
            @Reference FundingManager funding,
            @Reference LedgerSettings settings) {
        this.ledger = ledger;
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        this.rollovers = new Rollovers(store);
        this.entries = entries;
        this.funding = funding;
        this.settings = settings;
    }

    @Override
    public long balanceMicros(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LEDGER_READ);
        return ledger.balanceMicros(account);
    }

    @Override
    public Page<AccountBalance> balances(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.LEDGER_READ);
        page.startKey().filter(key -> !Ids.isWellFormed(key)).ifPresent(key -> {
            throw new InvalidException("start_key", "pattern", "The start key is the id of an account");
        });
        return ledger.balances(each -> tree.contains(account, each), page);
    }

    @Override
    public List<AvailableLedger> available(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LEDGER_READ);
        return settings.available();
    }

    @Override
    public Map<String, ServiceTotal> totals(Caller caller, AccountId account, Instant from, Instant to) {
        access.require(caller, account, Permission.LEDGER_READ);
        return store.totals(account, from, to);
    }

    @Override
    public Map<AccountId, Map<String, ServiceTotal>> totalsByCallingAccount(
            Caller caller, AccountId account, YearMonth month) {
        access.require(caller, account, Permission.LEDGER_READ);
        return CallingAccounts.of(
                account,
                store.totals(account, Rollovers.start(month), Rollovers.start(month.plusMonths(1))),
                store.shares(account, month.getYear() * 100 + month.getMonthValue()));
    }

    @Override
    public Page<Entry> entries(
            Caller caller, AccountId account, String service, Instant from, Instant to, PageRequest page) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_READ);
        if (service.equals(Rollovers.SERVICE)) {
            List<Entry> found = new ArrayList<>(rollovers.within(node, from, earlier(to, clock.instant())));
            if (page.ascending()) {
                Collections.reverse(found);
            }
            return Page.last(found);
        }
        return service.indexOf('\0') >= 0 ? Page.last(List.of()) : store.entries(account, service, from, to, page);
    }

    @Override
    public Statement statement(Caller caller, AccountId account, Instant from, Instant to) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_READ);
        return new StoredStatement(node, from, to, store, entries);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public Entry entry(Caller caller, AccountId account, String service, String id) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_READ);
        Optional<Entry> found = service.equals(Rollovers.SERVICE)
                ? rollovers.find(node, id, clock.instant())
                : ENTRY_ID.matcher(id).matches() ? store.entry(account, id) : Optional.empty();
        return found.filter(entry -> entry.line().source().service().equals(service))
                .orElseThrow(() -> new NotFoundException(id.length() > 64 ? id.substring(0, 64) : id));
    }

    @Override
    public List<Entry> credit(Caller caller, AccountId account, ObjectNode document, boolean impactReseller) {
        return post(caller, account, document, impactReseller, true);
    }

    @Override
    public List<Entry> debit(Caller caller, AccountId account, ObjectNode document, boolean impactReseller) {
        return post(caller, account, document, impactReseller, false);
    }

    @Override
    public Verification verify(Caller caller, Optional<AccountId> account) {
        LedgerProof proof = new LedgerProof(store);
        if (account.isPresent()) {
            access.require(caller, account.get(), Permission.LEDGER_READ);
            return proof.verify(account.get());
        }
        if (!caller.account().equals(tree.root().id())) {
            throw new ForbiddenException("only root may verify the whole ledger");
        }
        return proof.verify();
    }

    private List<Entry> post(
            Caller caller, AccountId account, ObjectNode document, boolean impactReseller, boolean credit) {
        AccountNode target = access.require(caller, account, Permission.LEDGER_POST);
        Optional<AccountNode> seller = tree.seller(account).filter(node -> impactReseller && !node.isRoot());
        if (credit) {
            seller.ifPresent(node -> access.require(caller, node.id(), Permission.LEDGER_POST));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        ManualEntry entry =
                ManualEntry.read(document, credit ? settings.creditMinimumMicros() : DEBIT_MINIMUM_MICROS, second);
        String key = key(account, entry, now);
        List<PostingLine> lines = new ManualLines(tree, funding::mode, account, entry, credit).of(target, seller, key);
        LedgerStore.Order order = new LedgerStore.Order(
                new Posting(key, lines), caller.name(), List.of(change(caller, account, entry, credit, now)));
        if (!lines.get(0).contra().name().equals("granted")) {
            return postOnce(order);
        }
        long grantorMicros = seller.isPresent() ? lines.get(1).amountMicros() : 0;
        return funding.grantWithinCover(order, account, lines.get(0).amountMicros(), grantorMicros, this::postOnce);
    }

    /** A repeat is a conflict here, with the same amount as with another one (design §13, "Idempotency"). */
    private List<Entry> postOnce(LedgerStore.Order order) {
        try {
            LedgerStore.Posted posted = ledger.post(order);
            if (posted.isNew()) {
                return posted.entries();
            }
        } catch (ConflictException e) {
            // its cause names a key that is ours alone
        }
        throw new ConflictException("the same source, usage and period was posted before");
    }

    /** As the wire has it: source, usage, period and account, within one month; amount and description do not count. */
    private static String key(AccountId account, ManualEntry entry, Instant now) {
        String text = String.join(
                "\n",
                entry.source().service(),
                entry.source().id(),
                entry.usage().type(),
                Long.toString(entry.usage().quantity()),
                entry.usage().unit(),
                entry.period().start().toString(),
                entry.period().end().toString());
        return "manual/" + account + "/" + AccountBook.month(now) + "/" + LedgerProof.digest(text);
    }

    private static Change change(Caller caller, AccountId account, ManualEntry entry, boolean credit, Instant now) {
        ObjectNode detail = Json.object();
        detail.set("amount", Json.number(Money.fromMicros(entry.amountMicros())));
        detail.put("service", entry.source().service()).put("id", entry.source().id());
        return new Change(
                TOPIC, account.value(), account, credit ? "credited" : "debited", caller, now, Json.write(detail));
    }
}
