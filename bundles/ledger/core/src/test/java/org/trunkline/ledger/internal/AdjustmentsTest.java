package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.PostingLine.Contra;
import org.trunkline.ledger.spi.InMemoryFundingStore;
import org.trunkline.ledger.spi.InMemoryLedgerStore;

/** Charging §6 (a), (b), (d): root → master → reseller → customer. */
class AdjustmentsTest {
    private static final Caller BY_ROOT = Caller.apiKey(ROOT);
    private static final Caller BY_MASTER = Caller.apiKey(MASTER);
    private static final Caller BY_RESELLER = Caller.apiKey(RESELLER);
    private static final Caller BY_CUSTOMER = Caller.apiKey(CUSTOMER);

    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final TestTree tree = new TestTree();
    private final MovedClock clock = new MovedClock("2026-11-23T12:00:00Z");
    private final GatedStore gated = new GatedStore(store);
    private final LedgerManager ledger = new LedgerManager(gated.store(), clock);
    private final FundingManager funding = new FundingManager(ledger, new InMemoryFundingStore(), tree, tree, clock);
    private final LedgerBooks books =
            new LedgerBooks(ledger, store, tree, tree, clock, store, funding, TestSettings.of("5"));
    private long held;
    private final Adjustments adjustments =
            new Adjustments(ledger, books, store, funding, TestSettings.of("5"), tree, tree, clock, account -> held);

    @AfterEach
    void close() {
        assertThat(books.verify(BY_ROOT, Optional.empty()).problems()).isEmpty();
        ledger.close();
    }

    private Entry grant(Caller caller, AccountId account, String document) {
        return adjustments.grant(caller, account, Json.parseObject(document), Optional.empty());
    }

    private Entry refund(Caller caller, Entry of, String document) {
        return refund(caller, of, document, Optional.empty());
    }

    private Entry refund(Caller caller, Entry of, String document, Optional<String> key) {
        PostingLine line = of.line();
        return adjustments.refund(
                caller, line.account(), line.source().service(), of.id(), Json.parseObject(document), key);
    }

    private Entry correct(Caller caller, Entry of, String document) {
        PostingLine line = of.line();
        return adjustments.correct(
                caller, line.account(), line.source().service(), of.id(), Json.parseObject(document), Optional.empty());
    }

    /** §6 (b): a call of the customer, charged on every level. */
    private List<Entry> call() {
        return ledger.post(
                BY_ROOT,
                Postings.of(
                        "call",
                        Postings.call(CUSTOMER, RESELLER, -134_302),
                        Postings.call(RESELLER, MASTER, -94_042),
                        Postings.call(MASTER, ROOT, -71_167)));
    }

    private Entry payment(AccountId account, String amount) {
        return books.credit(
                        BY_ROOT,
                        account,
                        Json.parseObject(
                                """
                                {"amount": %s, "source": {"service": "payments", "id": "p"},
                                 "usage": {"type": "credit", "quantity": 0, "unit": "USD"}}
                                """
                                        .formatted(amount)),
                        false)
                .get(0);
    }

    private static List<String> fields(Throwable failure) {
        return ((InvalidException) failure)
                .errors().stream().map(FieldError::field).toList();
    }

    @Test
    void aGrantMovesNothingOfTheGrantorAndIsTakenBack() {
        Entry granted = grant(BY_RESELLER, CUSTOMER, "{\"amount\":50,\"description\":\"November\"}");

        assertThat(granted.line().amountMicros()).isEqualTo(50_000_000);
        assertThat(granted.line().contra()).isEqualTo(new Contra(RESELLER.value(), "granted"));
        assertThat(granted.line().description()).isEqualTo("November");
        assertThat(ledger.balanceMicros(RESELLER)).isZero();
        assertThat(store.changes().get(0).action()).isEqualTo("granted");
        assertThat(store.changes().get(0).by()).isEqualTo(BY_RESELLER);

        assertThat(grant(BY_RESELLER, CUSTOMER, "{\"amount\":-20}").balanceMicros())
                .isEqualTo(30_000_000);
        assertThatThrownBy(() -> grant(BY_RESELLER, CUSTOMER, "{\"amount\":-30.01}"))
                .satisfies(e -> assertThat(fields(e)).containsExactly("amount"))
                .hasMessageContaining("at most 30,");
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(30_000_000);
    }

    @Test
    void grantsOnlyWhereCreditIsGrantedAndOnlyFromAbove() {
        assertThatThrownBy(() -> grant(BY_ROOT, MASTER, "{\"amount\":50}"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("real money");
        assertThatThrownBy(() -> grant(BY_CUSTOMER, CUSTOMER, "{\"amount\":50}"))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> grant(BY_CUSTOMER, RESELLER, "{\"amount\":50}"))
                .isInstanceOf(NotFoundException.class);
        assertThat(store.accounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|amount",
                "{\"amount\":0}|amount",
                "{\"amount\":4.99}|amount",
                "{\"amount\":\"much\"}|amount",
                "{\"amount\":1e400}|amount",
                "{\"amount\":5.0000001}|amount",
                "{\"amount\":50,\"description\":7}|description",
                "{\"amount\":50,\"source\":{\"id\":\"\"}}|source.id",
                "{\"amount\":50,\"metadata\":[]}|metadata"
            })
    void namesWhatIsWrongWithAGrant(String document, String field) {
        assertThatThrownBy(() -> grant(BY_RESELLER, CUSTOMER, document))
                .satisfies(e -> assertThat(fields(e)).containsExactly(field));
        assertThat(store.accounts()).isEmpty();
    }

    @Test
    void aRepeatedKeyGetsTheFirstEntryAndAnotherBodyIsAConflict() {
        var fifty = Json.parseObject("{\"amount\":50}");
        Optional<String> key = Optional.of("k");
        Entry first = adjustments.grant(BY_RESELLER, CUSTOMER, fifty, key);

        assertThat(adjustments.grant(BY_RESELLER, CUSTOMER, fifty, key)).isEqualTo(first);
        assertThatThrownBy(() -> adjustments.grant(BY_RESELLER, CUSTOMER, Json.parseObject("{\"amount\":51}"), key))
                .isInstanceOf(ConflictException.class);
        // another caller's key is another key
        assertThat(adjustments.grant(BY_MASTER, CUSTOMER, fifty, key).id()).isNotEqualTo(first.id());
        // the id that the client gave its grant does as well
        Entry named = grant(BY_RESELLER, CUSTOMER, "{\"amount\":50,\"source\":{\"id\":\"nov\"}}");
        assertThat(named.line().source().id()).isEqualTo("nov");
        assertThat(grant(BY_RESELLER, CUSTOMER, "{\"amount\":50,\"source\":{\"id\":\"nov\"}}"))
                .isEqualTo(named);
        // without any, twice is two
        assertThat(grant(BY_RESELLER, CUSTOMER, "{\"amount\":50}").balanceMicros())
                .isEqualTo(200_000_000);
        assertThat(grant(BY_RESELLER, CUSTOMER, "{\"amount\":50}").balanceMicros())
                .isEqualTo(250_000_000);
    }

    @Test
    void aCallIsRefundedPerLevelByWhoSoldIt() {
        List<Entry> call = call();

        Entry refund = refund(BY_RESELLER, call.get(0), "{\"amount\":0.1,\"description\":\"bad line\"}");

        assertThat(refund.line().amountMicros()).isEqualTo(100_000);
        assertThat(refund.line().contra()).isEqualTo(new Contra(RESELLER.value(), "sold:per-minute-voip"));
        assertThat(refund.line().correctionOf()).contains(call.get(0).id());
        assertThat(refund.line().source()).isEqualTo(call.get(0).line().source());
        assertThat(refund.line().usage().quantity()).isZero();
        assertThat(ledger.balanceMicros(RESELLER)).isEqualTo(-94_042);

        assertThatThrownBy(() -> refund(BY_RESELLER, call.get(0), "{\"amount\":0.034303}"))
                .hasMessageContaining("at most 0.034302,");
        assertThat(refund(BY_RESELLER, call.get(0), "{}").line().amountMicros()).isEqualTo(34_302);
        assertThatThrownBy(() -> refund(BY_RESELLER, call.get(0), "{}")).isInstanceOf(InvalidException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isZero();

        assertThatThrownBy(() -> refund(BY_RESELLER, call.get(1), "{}")).isInstanceOf(ForbiddenException.class);
        assertThat(refund(BY_MASTER, call.get(1), "{}").line().contra())
                .isEqualTo(new Contra(MASTER.value(), "sold:per-minute-voip"));
        assertThatThrownBy(() -> refund(BY_CUSTOMER, call.get(0), "{}")).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> refund(BY_CUSTOMER, call.get(1), "{}")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRefundShowsTheCallThatItIsOf() {
        PostingLine plain = Postings.call(RESELLER, MASTER, -94_042);
        PostingLine line = new PostingLine(
                RESELLER,
                plain.amountMicros(),
                plain.currency(),
                plain.contra(),
                plain.source(),
                plain.usage(),
                plain.period(),
                CUSTOMER,
                plain.description(),
                "{\"from\":\"+14155550100\",\"to\":\"+442071838750\",\"note\":\"call\"}",
                Optional.empty());
        Entry call = ledger.post(BY_ROOT, Postings.of("call", line)).get(0);
        String document = "{\"metadata\":{\"note\":\"ticket 7\"}}";

        Entry refund = refund(BY_MASTER, call, document, Optional.of("key"));

        assertThat(Json.parse(refund.line().metadata()))
                .isEqualTo(Json.parse("{\"from\":\"+14155550100\",\"to\":\"+442071838750\",\"note\":\"ticket 7\"}"));
        assertThat(refund.line().callingAccount()).isEqualTo(CUSTOMER);
        assertThat(refund(BY_MASTER, call, document, Optional.of("key"))).isEqualTo(refund);
        assertThatThrownBy(() -> refund(BY_MASTER, call, "{}", Optional.of("key")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void whatASettlementHasGivenBackIsNotRefundedAgain() {
        Entry charge = call().get(0);
        PostingLine line = charge.line();
        ledger.post(
                BY_ROOT,
                Postings.of(
                        "late",
                        new PostingLine(
                                CUSTOMER,
                                34_302,
                                "USD",
                                line.contra(),
                                line.source(),
                                line.usage(),
                                line.period(),
                                CUSTOMER,
                                "",
                                "{}",
                                Optional.of(charge.id()))));

        assertThat(refund(BY_RESELLER, charge, "{}").line().amountMicros()).isEqualTo(100_000);
    }

    @Test
    void anotherSellersMoneyIsNotGivenBack() {
        Entry sold = ledger.post(BY_ROOT, Postings.of("k", Postings.call(CUSTOMER, TestTree.STRANGER, -1_000_000)))
                .get(0);

        assertThatThrownBy(() -> refund(BY_RESELLER, sold, "{}")).isInstanceOf(ForbiddenException.class);
        assertThat(refund(BY_ROOT, sold, "{}").balanceMicros()).isZero();
    }

    @Test
    void aPaymentByHandIsRefundedAsFarAsItIsFree() {
        Entry payment = payment(MASTER, "20");
        ledger.post(BY_ROOT, Postings.of("call", Postings.call(MASTER, ROOT, -5_000_000)));

        assertThatThrownBy(() -> refund(BY_ROOT, payment, "{\"amount\":20}"))
                .hasMessageContaining("at most 15, which the account has free");
        held = 1;
        assertThatThrownBy(() -> refund(BY_ROOT, payment, "{\"amount\":15}"))
                .hasMessageContaining("at most 14.999999, which the account has free");
        held = 0;
        Entry refund = refund(BY_ROOT, payment, "{\"amount\":15}");
        assertThat(refund.line().amountMicros()).isEqualTo(-15_000_000);
        assertThat(refund.line().contra()).isEqualTo(new Contra(ROOT.value(), "cash:manual"));
        assertThat(refund.balanceMicros()).isZero();
        assertThatThrownBy(() -> refund(BY_ROOT, payment, "{\"amount\":6}"))
                .hasMessageContaining("at most 5, which is not refunded yet");
        assertThatThrownBy(() -> refund(BY_ROOT, refund, "{}")).hasMessageContaining(payment.id());
    }

    @Test
    void refundsOnlyChargesAndPayments() {
        Entry granted = grant(BY_RESELLER, CUSTOMER, "{\"amount\":50}");

        assertThatThrownBy(() -> refund(BY_RESELLER, granted, "{}"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("corrected");
        assertThatThrownBy(() -> refund(BY_RESELLER, granted, "{\"amount\":-1}"))
                .satisfies(e -> assertThat(fields(e)).containsExactly("amount"));
        assertThatThrownBy(() ->
                        adjustments.refund(BY_RESELLER, CUSTOMER, "sms", granted.id(), Json.object(), Optional.empty()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRepeatedRefundIsOneEvenWhenNothingIsLeft() {
        Entry charge = call().get(0);
        Entry all = refund(BY_RESELLER, charge, "{}", Optional.of("k"));

        assertThat(refund(BY_RESELLER, charge, "{}", Optional.of("k"))).isEqualTo(all);
        assertThat(refund(BY_RESELLER, charge, "{\"amount\":0.134302}", Optional.of("k")))
                .isEqualTo(all);
        assertThatThrownBy(() -> refund(BY_RESELLER, charge, "{\"amount\":0.1}", Optional.of("k")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aCorrectionIsSignedAndNamesWhatItCorrects() {
        Entry charge = call().get(0);

        Entry more = correct(BY_RESELLER, charge, "{\"amount\":-1,\"description\":\"rate was too low\"}");

        assertThat(more.line().amountMicros()).isEqualTo(-1_000_000);
        assertThat(more.line().contra()).isEqualTo(charge.line().contra());
        assertThat(more.line().correctionOf()).contains(charge.id());
        assertThat(refund(BY_RESELLER, charge, "{}").line().amountMicros()).isEqualTo(1_134_302);
        assertThatThrownBy(() -> correct(BY_RESELLER, more, "{\"amount\":1,\"description\":\"x\"}"))
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> correct(BY_RESELLER, charge, "{\"amount\":0}"))
                .satisfies(e -> assertThat(fields(e)).containsExactlyInAnyOrder("amount", "description"));
        assertThatThrownBy(() -> correct(BY_CUSTOMER, charge, "{\"amount\":1,\"description\":\"x\"}"))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void refundsAtTheSameTimeGiveBackNoMoreThanWasPaid() throws Exception {
        Entry charge = call().get(0);
        gated.gate.drainPermits();
        FutureTask<Entry> first = new FutureTask<>(() -> refund(BY_RESELLER, charge, "{}"));
        FutureTask<Entry> second = new FutureTask<>(() -> refund(BY_RESELLER, charge, "{}"));

        stopped(new Thread(first));
        stopped(new Thread(second));
        gated.gate.release(1_000);

        assertThat(first.get().line().amountMicros()).isEqualTo(134_302);
        assertThatThrownBy(second::get).hasCauseInstanceOf(InvalidException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isZero();
    }

    /** Starts a thread and returns when it waits for another one. */
    private static void stopped(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }
}
