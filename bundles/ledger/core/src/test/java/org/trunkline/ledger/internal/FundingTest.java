package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;
import static org.trunkline.ledger.internal.TestTree.STRANGER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.FundingService.AccountFunding;
import org.trunkline.ledger.FundingService.Granted;
import org.trunkline.ledger.PostingLine.Contra;
import org.trunkline.ledger.spi.InMemoryFundingStore;
import org.trunkline.ledger.spi.InMemoryLedgerStore;

/** Real and granted money, and grantors that are covered: root → master → reseller → customer. */
class FundingTest {
    private static final Caller BY_ROOT = Caller.apiKey(ROOT);
    private static final Caller BY_MASTER = Caller.apiKey(MASTER);
    private static final Caller BY_RESELLER = Caller.apiKey(RESELLER);

    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final InMemoryFundingStore fundings = new InMemoryFundingStore();
    private final TestTree tree = new TestTree();
    private final MovedClock clock = new MovedClock("2026-11-23T12:00:00Z");
    private final LedgerManager ledger = new LedgerManager(store, clock);
    private final FundingManager funding = new FundingManager(ledger, fundings, tree, tree, clock);
    private final LedgerBooks books =
            new LedgerBooks(ledger, store, tree, tree, clock, store, funding, TestSettings.of("1"));

    @AfterEach
    void close() {
        ledger.close();
    }

    private Entry credit(AccountId account, String amount, String id) {
        return books.credit(BY_ROOT, account, document(amount, id), false).get(0);
    }

    private static ObjectNode document(String amount, String id) {
        return Json.parseObject(
                """
                {"amount": %s, "source": {"service": "adjustments", "id": "%s"},
                 "usage": {"type": "credit", "quantity": 0, "unit": "USD"}}
                """
                        .formatted(amount, id));
    }

    private AccountFunding set(Caller caller, AccountId account, String document) {
        return funding.changeFunding(caller, account, Json.parseObject(document));
    }

    @Test
    void followsThePlaceOfTheAccountUnlessItWasSet() {
        assertThat(funding.funding(BY_ROOT, MASTER))
                .isEqualTo(new AccountFunding(MASTER, FundingMode.REAL, true, false));
        assertThat(funding.funding(BY_ROOT, CUSTOMER).mode()).isEqualTo(FundingMode.GRANTED);

        assertThat(set(BY_RESELLER, CUSTOMER, "{\"mode\":\"real\"}"))
                .isEqualTo(new AccountFunding(CUSTOMER, FundingMode.REAL, false, false));
        assertThat(credit(CUSTOMER, "10", "1").line().contra()).isEqualTo(new Contra(RESELLER.value(), "cash:manual"));

        set(BY_ROOT, MASTER, "{\"mode\":\"granted\"}");
        assertThat(credit(MASTER, "10", "1").line().contra()).isEqualTo(new Contra(ROOT.value(), "granted"));

        assertThat(set(BY_RESELLER, CUSTOMER, "{\"mode\":null}").mode()).isEqualTo(FundingMode.GRANTED);
        assertThat(credit(CUSTOMER, "10", "2").line().contra()).isEqualTo(new Contra(RESELLER.value(), "granted"));
        assertThat(books.verify(BY_ROOT, java.util.Optional.empty()).problems()).isEmpty();
    }

    @Test
    void isChosenByAResellerAboveAndCoveredByTheAccountToo() {
        assertThatThrownBy(() -> set(BY_RESELLER, RESELLER, "{\"mode\":\"real\"}"))
                .isInstanceOf(ForbiddenException.class);
        assertThat(set(BY_RESELLER, RESELLER, "{\"covered\":true}").covered()).isTrue();
        // a whole document that says what is there already changes nothing
        set(BY_MASTER, RESELLER, "{\"mode\":\"granted\"}");
        assertThat(set(BY_RESELLER, RESELLER, "{\"mode\":\"granted\",\"covered\":false}")
                        .covered())
                .isFalse();
        assertThatThrownBy(() -> set(BY_RESELLER, STRANGER, "{\"covered\":true}"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> set(BY_ROOT, ROOT, "{\"covered\":true}")).isInstanceOf(InvalidException.class);
    }

    @Test
    void recordsWhoChangedIt() {
        set(BY_RESELLER, CUSTOMER, "{\"mode\":\"real\"}");
        set(BY_RESELLER, CUSTOMER, "{\"mode\":\"real\"}");

        assertThat(fundings.changes()).hasSize(1);
        assertThat(fundings.changes().get(0).by()).isEqualTo(BY_RESELLER);
        assertThat(Json.parseObject(fundings.changes().get(0).detail())
                        .path("mode")
                        .asText())
                .isEqualTo("real");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mode\":\"fake\"}", "{\"mode\":1}", "{\"covered\":\"perhaps\"}"})
    void refusesWhatIsNoFunding(String document) {
        assertThatThrownBy(() -> set(BY_ROOT, CUSTOMER, document)).isInstanceOf(InvalidException.class);
    }

    @Test
    void showsByHowMuchGrantsExceedTheOwnCredit() {
        credit(RESELLER, "100", "1");
        credit(CUSTOMER, "130", "1");

        Granted granted = funding.granted(BY_RESELLER, RESELLER);

        assertThat(granted).isEqualTo(new Granted(100_000_000, 130_000_000, 1));
        assertThat(granted.excessMicros()).isEqualTo(30_000_000);
        // what is spent is granted no more, and real money never was
        books.debit(BY_ROOT, CUSTOMER, document("120", "2"), false);
        assertThat(funding.granted(BY_RESELLER, RESELLER)).isEqualTo(new Granted(100_000_000, 10_000_000, 1));
        set(BY_ROOT, CUSTOMER, "{\"mode\":\"real\"}");
        assertThat(funding.granted(BY_RESELLER, RESELLER)).isEqualTo(new Granted(100_000_000, 0, 0));
    }

    @Test
    void aCoveredGrantorGrantsNoMoreThanItHas() {
        set(BY_ROOT, RESELLER, "{\"covered\":true}");
        credit(RESELLER, "100", "1");
        credit(CUSTOMER, "60", "1");

        assertThatThrownBy(() -> credit(CUSTOMER, "40.000001", "2"))
                .isInstanceOfSatisfying(InvalidException.class, e -> {
                    assertThat(e.errors().get(0).field()).isEqualTo("amount");
                    assertThat(e.errors().get(0).rule()).isEqualTo("maximum");
                    assertThat(e.errors().get(0).target()).hasToString("40");
                });
        credit(CUSTOMER, "40", "3");
        assertThatThrownBy(() -> credit(CUSTOMER, "1", "4")).isInstanceOf(InvalidException.class);

        // the same posting may bring the cover along
        assertThat(books.credit(BY_ROOT, CUSTOMER, document("50", "5"), true)).hasSize(2);
        // what fills a debt gives nothing to spend
        books.debit(BY_ROOT, CUSTOMER, document("170", "6"), false);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-20_000_000);
        assertThat(credit(CUSTOMER, "170", "7").balanceMicros()).isEqualTo(150_000_000);
        // without the option nothing is bounded
        set(BY_ROOT, RESELLER, "{\"covered\":false}");
        credit(CUSTOMER, "1000", "8");
    }

    @Test
    void grantsAtTheSameTimeDoNotExceedTheCoverTogether() throws Exception {
        set(BY_ROOT, RESELLER, "{\"covered\":true}");
        credit(RESELLER, "10", "1");
        ExecutorService grantors = Executors.newFixedThreadPool(16);
        List<Callable<Boolean>> work = new java.util.ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String id = "g" + i;
            work.add(() -> {
                try {
                    credit(CUSTOMER, "1", id);
                    return true;
                } catch (InvalidException e) {
                    return false;
                }
            });
        }
        int granted = 0;
        for (Future<Boolean> done : grantors.invokeAll(work)) {
            granted += done.get() ? 1 : 0;
        }
        grantors.shutdown();

        assertThat(granted).isEqualTo(10);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(10_000_000);
    }

    @Test
    void tellsOnceThatMoreIsGrantedThanTheGrantorHas() {
        credit(RESELLER, "20", "1");
        credit(CUSTOMER, "15", "2");
        assertThat(beyond()).isZero();

        credit(CUSTOMER, "10", "3");
        credit(CUSTOMER, "10", "4");

        assertThat(beyond()).isEqualTo(1);
        assertThat(store.changes().stream()
                        .filter(FundingTest::isBeyond)
                        .findFirst()
                        .orElseThrow())
                .satisfies(change -> {
                    assertThat(change.account()).isEqualTo(RESELLER);
                    assertThat(Json.parseObject(change.detail()).path("granted").asLong())
                            .isEqualTo(25);
                    assertThat(Json.parseObject(change.detail()).path("credit").asLong())
                            .isEqualTo(20);
                });
    }

    private long beyond() {
        return store.changes().stream().filter(FundingTest::isBeyond).count();
    }

    private static boolean isBeyond(Change change) {
        return change.action().equals(FundingManager.GRANTED_BEYOND_CREDIT)
                && change.account().equals(RESELLER);
    }
}
