package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Permission;
import org.trunkline.ledger.AdjustmentService;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.ledger.spi.HeldCredit;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.PostingCondition;

/**
 * Grants, refunds and corrections. Decided one after the other per account on this node, and under the lock of the account
 * in the database, so that two refunds at once do not give back more than was paid, on whichever nodes.
 */
@Component
public final class Adjustments implements AdjustmentService {
    private static final String TOPIC = "ledger";
    private static final String GRANTED = "granted";
    private static final String BY_HAND = "cash:manual";
    private static final String SOLD = "sold:";

    private final LedgerManager ledger;
    private final LedgerService books;
    private final EntryReader entries;
    private final FundingManager funding;
    private final LedgerSettings settings;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final HeldCredit held;
    private final AccountLocks accounts = new AccountLocks();

    /** @param held null where nothing is held, for no calls are admitted */
    @Activate
    public Adjustments(
            @Reference LedgerManager ledger,
            @Reference LedgerService books,
            @Reference EntryReader entries,
            @Reference FundingManager funding,
            @Reference LedgerSettings settings,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    HeldCredit held) {
        this.ledger = ledger;
        this.books = books;
        this.entries = entries;
        this.funding = funding;
        this.settings = settings;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        this.held = held;
    }

    /** One request, and the account that it is about. */
    private record Request(Caller caller, AccountNode account, String action, Adjustment asked, Optional<String> key) {
        String postingKey() {
            String name = key.map(text -> LedgerProof.digest(caller.account() + "\n" + text))
                    .orElseGet(Ids::random);
            return action + "/" + account.id() + "/" + name;
        }
    }

    @Override
    public Entry grant(Caller caller, AccountId account, ObjectNode document, Optional<String> key) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_POST);
        Adjustment asked = Adjustment.grant(document, settings.creditMinimumMicros());
        Request request = new Request(caller, node, GRANTED, asked, key.or(asked::sourceId));
        return once(request, Optional.empty(), postingKey -> {
            if (funding.mode(node) == FundingMode.REAL) {
                throw new InvalidException(
                        "amount", "forbidden", "The account has real money: it is credited, not granted to");
            }
            long micros = asked.amountMicros().orElseThrow();
            AccountId seller = tree.seller(account).orElseGet(tree::root).id();
            PostingLine line = line(
                    request,
                    micros,
                    new PostingLine.Contra(seller.value(), GRANTED),
                    new PostingLine.Source("adjustments", asked.sourceId().orElseGet(Ids::random)),
                    new PostingLine.Usage(micros < 0 ? "debit" : "credit", 0, node.currency()),
                    Optional.empty(),
                    Optional.empty());
            if (micros < 0) {
                return post(
                        request,
                        postingKey,
                        line,
                        books -> atMost(-micros, Math.max(0, freeMicros(account, books)), "is not spent yet"));
            }
            return granted(request, postingKey, line);
        });
    }

    private Entry granted(Request request, String postingKey, PostingLine line) {
        return funding.grantWithinCover(
                order(request, postingKey, line), line.account(), line.amountMicros(), 0, order -> ledger.post(order)
                        .entries()
                        .get(0));
    }

    @Override
    public Entry refund(
            Caller caller, AccountId account, String service, String id, ObjectNode document, Optional<String> key) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_POST);
        Entry of = books.entry(caller, account, service, id);
        Request request = new Request(caller, node, "refunded", Adjustment.refund(document), key);
        return once(request, Optional.of(of), postingKey -> {
            Entry paid = correctable(caller, of);
            boolean charge = paid.line().amountMicros() < 0 && isSold(paid);
            boolean payment = paid.line().amountMicros() > 0 && contra(paid).equals(BY_HAND);
            if (!charge && !payment) {
                throw new InvalidException(
                        "id", "forbidden", "Charges and payments by hand are refunded; other entries are corrected");
            }
            long left = Math.abs(paid.line().amountMicros()) - givenBack(paid, entries::corrections);
            long micros = request.asked().amountMicros().orElse(Math.max(1, left));
            return post(request, postingKey, correction(request, paid, charge ? micros : -micros), books -> {
                long leftNow = Math.abs(paid.line().amountMicros()) - givenBack(paid, books::corrections);
                atMost(micros, Math.max(0, leftNow), "is not refunded yet");
                if (payment) {
                    atMost(micros, Math.max(0, freeMicros(account, books)), "the account has free");
                }
            });
        });
    }

    @Override
    public Entry correct(
            Caller caller, AccountId account, String service, String id, ObjectNode document, Optional<String> key) {
        AccountNode node = access.require(caller, account, Permission.LEDGER_POST);
        Entry of = books.entry(caller, account, service, id);
        Request request = new Request(caller, node, "corrected", Adjustment.correction(document), key);
        return once(request, Optional.of(of), postingKey -> {
            Entry wrong = correctable(caller, of);
            long micros = request.asked().amountMicros().orElseThrow();
            PostingLine line = correction(request, wrong, micros);
            return contra(wrong).equals(GRANTED)
                    ? granted(request, postingKey, line)
                    : post(request, postingKey, line, books -> {});
        });
    }

    /** A repeat gets what the first request got, before anything is asked that the first has changed. */
    private Entry once(Request request, Optional<Entry> corrected, Making make) {
        String postingKey = request.postingKey();
        synchronized (accounts.of(request.account().id())) {
            List<Entry> first = request.key().isPresent() ? ledger.posted(postingKey) : List.of();
            if (first.isEmpty()) {
                return make.apply(postingKey);
            }
            if (!request.asked().made(first.get(0), corrected)) {
                throw new ConflictException("another request was made with this key");
            }
            return first.get(0);
        }
    }

    /** Makes an entry under the key of a posting. */
    @FunctionalInterface
    private interface Making {
        Entry apply(String postingKey);
    }

    /** @param check looked at again in the transaction of the posting: another node may have been faster */
    private Entry post(Request request, String postingKey, PostingLine line, PostingCondition.Check check) {
        LedgerStore.Order order = order(request, postingKey, line).onlyIf(new PostingCondition(Set.of(), check));
        return ledger.post(order).entries().get(0);
    }

    private LedgerStore.Order order(Request request, String postingKey, PostingLine line) {
        ObjectNode detail = Json.object();
        detail.set("amount", Json.number(Money.fromMicros(line.amountMicros())));
        detail.put("service", line.source().service()).put("id", line.source().id());
        line.correctionOf().ifPresent(id -> detail.put("correction_of", id));
        AccountId account = request.account().id();
        Change change = new Change(
                TOPIC,
                account.value(),
                account,
                request.action(),
                request.caller(),
                clock.instant(),
                Json.write(detail));
        Posting posting = new Posting(postingKey, List.of(line));
        return new LedgerStore.Order(posting, request.caller().name(), List.of(change));
    }

    /** An entry may be corrected by those for whose account its other side stands. */
    private Entry correctable(Caller caller, Entry entry) {
        entry.line().correctionOf().ifPresent(id -> {
            throw new InvalidException("id", "forbidden", "This entry is a correction itself: correct the entry " + id);
        });
        String owner = entry.line().contra().owner();
        if (!caller.account().equals(tree.root().id())
                && !(Ids.isWellFormed(owner) && tree.contains(caller.account(), new AccountId(owner)))) {
            throw new ForbiddenException("the other side of this entry is not yours");
        }
        return entry;
    }

    private static long givenBack(Entry entry, BiFunction<AccountId, String, List<Entry>> corrections) {
        long corrected = corrections.apply(entry.line().account(), entry.id()).stream()
                .mapToLong(each -> each.line().amountMicros())
                .reduce(0, Math::addExact);
        return entry.line().amountMicros() < 0 ? corrected : -corrected;
    }

    private long freeMicros(AccountId account, PostingCondition.LockedLedger books) {
        return books.balanceMicros(account) - (held == null ? 0 : held.heldMicros(account));
    }

    private static boolean isSold(Entry entry) {
        return contra(entry).startsWith(SOLD);
    }

    private static String contra(Entry entry) {
        return entry.line().contra().name();
    }

    private static void atMost(long micros, long mostMicros, String what) {
        if (micros > mostMicros) {
            throw new InvalidException(List.of(new FieldError(
                    "amount",
                    "maximum",
                    "Value must be at most " + Money.fromMicros(mostMicros).toPlainString() + ", which " + what,
                    Money.fromMicros(mostMicros),
                    Money.fromMicros(micros),
                    null)));
        }
    }

    /** The quantity is not given back: what was used was used. */
    private static PostingLine correction(Request request, Entry of, long micros) {
        PostingLine line = of.line();
        return line(
                request,
                micros,
                line.contra(),
                line.source(),
                new PostingLine.Usage(line.usage().type(), 0, line.usage().unit()),
                line.period(),
                Optional.of(of));
    }

    private static PostingLine line(
            Request request,
            long micros,
            PostingLine.Contra contra,
            PostingLine.Source source,
            PostingLine.Usage usage,
            Optional<PostingLine.Period> period,
            Optional<Entry> corrected) {
        AccountNode account = request.account();
        return new PostingLine(
                account.id(),
                micros,
                account.currency(),
                contra,
                source,
                usage,
                period,
                corrected.map(of -> of.line().callingAccount()).orElse(account.id()),
                request.asked().description(),
                request.asked().metadataOf(corrected),
                corrected.map(Entry::id));
    }
}
