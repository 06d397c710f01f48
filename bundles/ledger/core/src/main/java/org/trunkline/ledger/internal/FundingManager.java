package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Permission;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.FundingService;
import org.trunkline.ledger.spi.FundingStore;
import org.trunkline.ledger.spi.FundingStore.Funding;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.PostingCondition;

/** Knows who has real money and who has granted credit, and keeps covered grantors from granting more than they have. */
@Component(service = {FundingService.class, FundingManager.class})
public final class FundingManager implements FundingService {
    private static final String TOPIC = "funding";
    static final String GRANTED_BEYOND_CREDIT = "granted_beyond_credit";

    private final LedgerManager ledger;
    private final FundingStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final AccountLocks grantors = new AccountLocks();

    @Activate
    public FundingManager(
            @Reference LedgerManager ledger,
            @Reference FundingStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.ledger = ledger;
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public AccountFunding funding(Caller caller, AccountId account) {
        return describe(access.require(caller, account, Permission.LEDGER_READ), stored(account));
    }

    @Override
    public Map<AccountId, FundingMode> modes(Caller caller, AccountId account, Collection<AccountId> accounts) {
        access.require(caller, account, Permission.LEDGER_READ);
        return modes(
                accounts.stream().filter(each -> tree.contains(account, each)).toList());
    }

    @Override
    public AccountFunding changeFunding(Caller caller, AccountId account, ObjectNode document) {
        AccountNode node = access.require(caller, account, Permission.ACCOUNT_WRITE);
        Funding before = stored(account);
        Funding wanted = read(document, before);
        if (!wanted.mode().equals(before.mode()) && !access.allows(caller, account, Permission.LEDGER_POST)) {
            throw new ForbiddenException("only a reseller above the account chooses how it is funded");
        }
        if (node.isRoot() && !wanted.equals(Funding.DEFAULT)) {
            throw new InvalidException(
                    wanted.covered() ? "covered" : "mode", "forbidden", "The root account sells but never pays");
        }
        if (!wanted.equals(before)) {
            ObjectNode detail = Json.object().put("covered", wanted.covered());
            detail.put("mode", wanted.mode().map(FundingMode::wireName).orElse("default"));
            store.save(
                    account,
                    wanted,
                    new Change(
                            TOPIC, account.value(), account, "changed", caller, clock.instant(), Json.write(detail)));
        }
        return describe(node, wanted);
    }

    @Override
    public Granted granted(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LEDGER_READ);
        return granted(account);
    }

    private Funding read(ObjectNode document, Funding before) {
        Checks checks = new Checks(document);
        Optional<FundingMode> mode = checks.oneOf(
                        "mode",
                        Stream.of(FundingMode.values())
                                .map(FundingMode::wireName)
                                .toList())
                .flatMap(name -> Stream.of(FundingMode.values())
                        .filter(each -> each.wireName().equals(name))
                        .findFirst());
        Optional<Boolean> covered = checks.bool("covered");
        checks.throwIfAny();
        return new Funding(document.has("mode") ? mode : before.mode(), covered.orElse(before.covered()));
    }

    private AccountFunding describe(AccountNode node, Funding funding) {
        return new AccountFunding(
                node.id(),
                funding.mode().orElseGet(() -> byPlace(node)),
                funding.mode().isEmpty(),
                funding.covered());
    }

    private Funding stored(AccountId account) {
        return store.find(List.of(account)).getOrDefault(account, Funding.DEFAULT);
    }

    private FundingMode byPlace(AccountNode node) {
        return node.isRoot() || node.parent().equals(Optional.of(tree.root().id()))
                ? FundingMode.REAL
                : FundingMode.GRANTED;
    }

    /** Returns how an account is funded, without asking for rights. */
    FundingMode mode(AccountNode node) {
        return stored(node.id()).mode().orElseGet(() -> byPlace(node));
    }

    /** Returns how accounts are funded, without asking for rights; those that are gone are left out. */
    Map<AccountId, FundingMode> modes(Collection<AccountId> accounts) {
        Map<AccountId, Funding> set = store.find(accounts);
        Map<AccountId, FundingMode> modes = new HashMap<>();
        for (AccountId account : accounts) {
            tree.find(account)
                    .ifPresent(node -> modes.put(
                            account,
                            set.getOrDefault(account, Funding.DEFAULT).mode().orElseGet(() -> byPlace(node))));
        }
        return modes;
    }

    private Granted granted(AccountId grantor) {
        return granted(grantor, ledger::forEachBalance, ledger.balanceMicros(grantor));
    }

    private Granted granted(AccountId grantor, Consumer<ObjLongConsumer<AccountId>> balances, long creditMicros) {
        Map<AccountId, Long> left = new HashMap<>();
        balances.accept((account, micros) -> {
            if (micros > 0
                    && tree.seller(account)
                            .filter(seller -> seller.id().equals(grantor))
                            .isPresent()) {
                left.put(account, micros);
            }
        });
        modes(left.keySet()).forEach((account, mode) -> {
            if (mode == FundingMode.REAL) {
                left.remove(account);
            }
        });
        long sum = left.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        return new Granted(creditMicros, sum, left.size());
    }

    /**
     * Posts a credit of a granted account unless its grantor is covered and would grant more than it has: no two grants of
     * one covered grantor are decided at the same time, on whichever nodes.
     *
     * @param micros what the account gets
     * @param grantorMicros what the grantor gets in the same posting
     * @throws InvalidException naming {@code amount}
     */
    <R> R grantWithinCover(
            LedgerStore.Order order,
            AccountId account,
            long micros,
            long grantorMicros,
            Function<LedgerStore.Order, R> post) {
        Optional<AccountId> grantor =
                tree.seller(account).filter(node -> !node.isRoot()).map(AccountNode::id);
        if (micros <= 0 || grantor.isEmpty()) {
            return post.apply(order);
        }
        if (!stored(grantor.get()).covered()) {
            return post.apply(told(order, grantor.get(), micros, grantorMicros));
        }
        synchronized (grantors.of(grantor.get())) {
            return post.apply(order.onlyIf(new PostingCondition(
                    Set.of(grantor.get()),
                    books -> requireCover(books, account, grantor.get(), micros, grantorMicros))));
        }
    }

    private void requireCover(
            PostingCondition.LockedLedger books,
            AccountId account,
            AccountId grantor,
            long micros,
            long grantorMicros) {
        Granted now = granted(grantor, books::forEachCredit, books.balanceMicros(grantor));
        long room = Math.max(0, Math.addExact(now.creditMicros(), grantorMicros)) - now.grantedMicros();
        long debt = Math.min(0, books.balanceMicros(account));
        if (Math.addExact(micros, debt) > room) {
            long most = Math.max(0, room - debt);
            throw new InvalidException(List.of(new FieldError(
                    "amount",
                    "maximum",
                    "The grantor is covered: it may grant at most "
                            + Money.fromMicros(most).toPlainString() + " more to this account",
                    Money.fromMicros(most),
                    Money.fromMicros(micros),
                    null)));
        }
    }

    /** With the news, if this grant takes what is granted beyond the grantor's own credit: allowed, but somebody should know. */
    private LedgerStore.Order told(LedgerStore.Order order, AccountId grantor, long micros, long grantorMicros) {
        Granted before = granted(grantor);
        long credit = Math.addExact(before.creditMicros(), grantorMicros);
        long after = Math.addExact(before.grantedMicros(), micros);
        if (before.grantedMicros() > Math.max(0, before.creditMicros()) || after <= Math.max(0, credit)) {
            return order;
        }
        ObjectNode detail = Json.object();
        detail.set("granted", Json.number(Money.fromMicros(after)));
        detail.set("credit", Json.number(Money.fromMicros(credit)));
        List<Change> recorded = new ArrayList<>(order.recorded());
        recorded.add(new Change(
                TOPIC,
                grantor.value(),
                grantor,
                GRANTED_BEYOND_CREDIT,
                Caller.system(grantor, order.executor()),
                clock.instant(),
                Json.write(detail)));
        return new LedgerStore.Order(
                order.posting(), order.executor(), recorded, order.fingerprint(), order.condition());
    }
}
