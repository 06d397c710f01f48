package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
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
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.LedgerStore;

/** Reads, credits and debits by people, within their rights. */
@Component(configurationPid = "org.trunkline.ledger")
@Designate(ocd = LedgerBooks.Config.class)
public final class LedgerBooks implements LedgerService {

    @ObjectClassDefinition(name = "Trunkline ledger", description = "Rules of credits and debits by hand.")
    public @interface Config {
        @AttributeDefinition(description = "Smallest credit by hand, in units of the currency, such as 5 or 0.50.")
        String credit_minimum() default "5";
    }

    private static final String TOPIC = "ledger";
    private static final long DEBIT_MINIMUM_MICROS = 1;

    private final LedgerManager ledger;
    private final LedgerStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final long creditMinimumMicros;

    @Activate
    public LedgerBooks(
            @Reference LedgerManager ledger,
            @Reference LedgerStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock,
            Config config) {
        this.ledger = ledger;
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        this.creditMinimumMicros = Money.toMicros("credit.minimum", new BigDecimal(config.credit_minimum()));
    }

    @Override
    public long balanceMicros(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LEDGER_READ);
        return ledger.balanceMicros(account);
    }

    @Override
    public Map<String, ServiceTotal> totals(Caller caller, AccountId account, Instant from, Instant to) {
        access.require(caller, account, Permission.LEDGER_READ);
        return store.totals(account, from, to);
    }

    @Override
    public Page<Entry> entries(
            Caller caller, AccountId account, String service, Instant from, Instant to, PageRequest page) {
        access.require(caller, account, Permission.LEDGER_READ);
        return store.entries(account, service, from, to, page);
    }

    @Override
    public Entry entry(Caller caller, AccountId account, String service, String id) {
        access.require(caller, account, Permission.LEDGER_READ);
        return store.entry(account, id)
                .filter(entry -> entry.line().source().service().equals(service))
                .orElseThrow(() -> new NotFoundException(id));
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
        account.ifPresent(id -> access.require(caller, id, Permission.LEDGER_READ));
        return new LedgerProof(store).verify(id -> account.map(id::equals)
                .orElseGet(() -> access.allows(caller, id, Permission.LEDGER_READ) || caller.isSystem()));
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
        ManualEntry entry = ManualEntry.read(document, credit ? creditMinimumMicros : DEBIT_MINIMUM_MICROS, second);
        List<PostingLine> lines = new ArrayList<>();
        lines.add(line(target, account, entry, credit));
        seller.ifPresent(node -> lines.add(line(node, account, entry, credit)));
        LedgerStore.Posted posted = ledger.post(new LedgerStore.Order(
                new Posting(key(account, entry, now), lines),
                caller.name(),
                List.of(change(caller, account, entry, credit, now))));
        if (!posted.isNew()) {
            throw new ConflictException("the same source, usage and period was posted before");
        }
        return posted.entries();
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

    private PostingLine line(AccountNode target, AccountId calling, ManualEntry entry, boolean credit) {
        return new PostingLine(
                target.id(),
                credit ? entry.amountMicros() : -entry.amountMicros(),
                target.currency(),
                contra(target, entry, credit),
                entry.source(),
                entry.usage(),
                Optional.of(entry.period()),
                calling,
                entry.description(),
                entry.metadata(),
                Optional.empty());
    }

    /** Charging §6: real money comes in as cash of root, granted credit out of the seller's book; a debit is a sale. */
    private PostingLine.Contra contra(AccountNode target, ManualEntry entry, boolean credit) {
        AccountNode seller = tree.seller(target.id()).orElse(target);
        if (!credit) {
            return new PostingLine.Contra(
                    seller.id().value(), "sold:" + entry.source().service());
        }
        boolean real = target.parent().isEmpty()
                || target.parent().equals(Optional.of(tree.root().id()));
        return real
                ? new PostingLine.Contra(tree.root().id().value(), "cash:manual")
                : new PostingLine.Contra(seller.id().value(), "granted");
    }

    private static Change change(Caller caller, AccountId account, ManualEntry entry, boolean credit, Instant now) {
        ObjectNode detail = Json.object();
        detail.set("amount", Json.number(Money.fromMicros(entry.amountMicros())));
        detail.put("service", entry.source().service()).put("id", entry.source().id());
        return new Change(
                TOPIC, account.value(), account, credit ? "credited" : "debited", caller, now, Json.write(detail));
    }
}
