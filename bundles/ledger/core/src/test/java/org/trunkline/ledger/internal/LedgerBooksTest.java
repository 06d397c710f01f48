package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;
import static org.trunkline.ledger.internal.TestTree.STRANGER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.LedgerService.AccountBalance;
import org.trunkline.ledger.LedgerService.AvailableLedger;
import org.trunkline.ledger.PostingLine.Contra;
import org.trunkline.ledger.Statement;
import org.trunkline.ledger.spi.InMemoryFundingStore;
import org.trunkline.ledger.spi.InMemoryLedgerStore;

/** Reads, credits and debits by people: root → master → reseller → customer. */
class LedgerBooksTest {
    private static final Caller BY_ROOT = Caller.apiKey(ROOT);
    private static final Caller BY_RESELLER = Caller.apiKey(RESELLER);
    private static final Caller BY_CUSTOMER = Caller.apiKey(CUSTOMER);

    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final TestTree tree = new TestTree();
    private final MovedClock clock = new MovedClock("2026-11-23T12:00:00Z");
    private final LedgerManager ledger = new LedgerManager(store, clock);
    private final FundingManager funding = new FundingManager(ledger, new InMemoryFundingStore(), tree, tree, clock);
    private final LedgerBooks books =
            new LedgerBooks(ledger, store, tree, tree, clock, store, funding, TestSettings.of("5"));

    @AfterEach
    void close() {
        ledger.close();
    }

    private static ObjectNode document(String amount, String service, String id) {
        return Json.parseObject(
                """
                {"amount": %s, "source": {"service": "%s", "id": "%s"},
                 "usage": {"type": "credit", "quantity": 0, "unit": "USD"}, "description": "by hand"}
                """
                        .formatted(amount, service, id));
    }

    private Entry credit(AccountId account, String amount, String service) {
        return books.credit(BY_ROOT, account, document(amount, service, "c" + service), false)
                .get(0);
    }

    private Entry debit(AccountId account, String amount, String service) {
        return books.debit(BY_ROOT, account, document(amount, service, "d" + service), false)
                .get(0);
    }

    private static Contra contra(AccountId owner, String name) {
        return new Contra(owner.value(), name);
    }

    @Test
    void creditsWithARecordOfWhoDidIt() {
        Entry entry = books.credit(BY_RESELLER, CUSTOMER, document("12.5", "adjustments", "1"), false)
                .get(0);

        assertThat(entry.line().amountMicros()).isEqualTo(12_500_000);
        assertThat(books.balanceMicros(BY_CUSTOMER, CUSTOMER)).isEqualTo(12_500_000);
        assertThat(books.entry(BY_CUSTOMER, CUSTOMER, "adjustments", entry.id()))
                .isEqualTo(entry);
        assertThat(store.changes())
                .extracting(Change::action)
                .as("the reseller has no credit itself")
                .containsExactly("credited", FundingManager.GRANTED_BEYOND_CREDIT);
        assertThat(store.changes().get(0).by()).isEqualTo(BY_RESELLER);
    }

    @Test
    void choosesTheContraSideByFundingAndService() {
        assertThat(credit(CUSTOMER, "50", "adjustments").line().contra()).isEqualTo(contra(RESELLER, "granted"));
        assertThat(debit(CUSTOMER, "20", "adjustments").line().contra()).isEqualTo(contra(RESELLER, "granted"));
        assertThat(debit(CUSTOMER, "1", "recurring").line().contra()).isEqualTo(contra(RESELLER, "sold:recurring"));
        assertThat(credit(CUSTOMER, "9", "per-minute-voip").line().contra())
                .isEqualTo(contra(RESELLER, "sold:per-minute-voip"));
        assertThat(credit(MASTER, "50", "adjustments").line().contra()).isEqualTo(contra(ROOT, "cash:manual"));
        assertThat(debit(MASTER, "5", "payments").line().contra()).isEqualTo(contra(ROOT, "cash:manual"));
        assertThat(debit(MASTER, "5", "adjustments").line().contra()).isEqualTo(contra(ROOT, "adjust"));
        assertThat(books.verify(BY_ROOT, Optional.empty()).problems()).isEmpty();
    }

    @Test
    void grantingMovesNothingOfTheGrantor() {
        credit(CUSTOMER, "50", "adjustments");

        assertThat(ledger.balanceMicros(RESELLER)).isZero();
    }

    @Test
    void refusesTheSameSourceTwiceInAMonthWhateverTheAmount() {
        ObjectNode first = document("10", "adjustments", "1");
        first.putObject("period").put("start", 63_000_000_000L);
        ObjectNode other = first.deepCopy().put("amount", 11);
        books.credit(BY_ROOT, CUSTOMER, first, false);

        assertThatThrownBy(() -> books.credit(BY_ROOT, CUSTOMER, first.deepCopy(), false))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> books.credit(BY_ROOT, CUSTOMER, other, false))
                .isInstanceOfSatisfying(ConflictException.class, e -> assertThat(e.causeValue())
                        .isEqualTo("the same source, usage and period was posted before"));
        assertThatThrownBy(() -> books.debit(BY_ROOT, CUSTOMER, first.deepCopy(), false))
                .isInstanceOf(ConflictException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(10_000_000);
        assertThat(store.changes())
                .extracting(Change::action)
                .containsExactly("credited", FundingManager.GRANTED_BEYOND_CREDIT);

        clock.set("2026-12-01T00:00:00Z");
        books.credit(BY_ROOT, CUSTOMER, first.deepCopy(), false);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(20_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.99",
                "0",
                "-10",
                "\"NaN\"",
                "1e400",
                "10000000000",
                "99999999999999999999999999",
                "5.0000001",
                "true",
                "null",
                "[]"
            })
    void refusesAmountsThatAreNoneAndNamesTheField(String amount) {
        assertThatThrownBy(() -> books.credit(BY_ROOT, CUSTOMER, document(amount, "adjustments", "1"), false))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("amount"));
        assertThat(store.accounts()).isEmpty();
    }

    @Test
    void debitsAnyAmountEvenBelowZero() {
        debit(CUSTOMER, "0.000001", "adjustments");

        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-1);
        assertThatThrownBy(() -> debit(CUSTOMER, "0", "payments")).isInstanceOf(InvalidException.class);
    }

    @Test
    void namesEveryFieldThatIsMissing() {
        assertThatThrownBy(() -> books.credit(BY_ROOT, CUSTOMER, Json.object(), false))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "amount", "source.service", "source.id", "usage.type", "usage.quantity", "usage.unit"));
    }

    @Test
    void letsNobodyCreditTheOwnAccountOrLookSideways() {
        ObjectNode sent = document("10", "adjustments", "1");

        assertThatThrownBy(() -> books.credit(BY_CUSTOMER, CUSTOMER, sent, false))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> books.credit(BY_RESELLER, RESELLER, sent, false))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> books.credit(BY_RESELLER, STRANGER, sent, false))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> books.balanceMicros(BY_CUSTOMER, RESELLER)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> books.totals(BY_RESELLER, STRANGER, Instant.EPOCH, clock.instant()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> books.verify(BY_RESELLER, Optional.empty())).isInstanceOf(ForbiddenException.class);
        assertThat(store.accounts()).isEmpty();
    }

    @Test
    void postsToTheSellerTooOnlyWithTheRightThere() {
        ObjectNode sent = document("10", "adjustments", "1");
        assertThatThrownBy(() -> books.credit(BY_RESELLER, CUSTOMER, sent, true))
                .isInstanceOf(ForbiddenException.class);
        assertThat(store.accounts()).isEmpty();

        List<Entry> entries = books.credit(BY_ROOT, CUSTOMER, sent, true);

        assertThat(entries).extracting(entry -> entry.line().account()).containsExactly(CUSTOMER, RESELLER);
        Entry copy = entries.get(1);
        assertThat(copy.line().callingAccount()).isEqualTo(CUSTOMER);
        assertThat(copy.line().contra()).isEqualTo(contra(MASTER, "granted"));
        assertThat(Json.parse(copy.line().metadata())
                        .path("origin_ledger")
                        .path("id")
                        .asText())
                .isEqualTo(entries.get(0).id());
        assertThat(books.debit(BY_RESELLER, CUSTOMER, document("1", "adjustments", "2"), true))
                .hasSize(2);
    }

    @Test
    void computesWhatAMonthBeganWith() {
        credit(CUSTOMER, "50", "adjustments");
        debit(CUSTOMER, "7", "recurring");
        clock.set("2026-12-05T00:00:00Z");
        String id = "202612-ledgers_monthly_rollover";

        Entry rollover = books.entry(BY_CUSTOMER, CUSTOMER, "rollovers", id);

        assertThat(rollover.line().amountMicros()).isEqualTo(43_000_000);
        assertThat(rollover.line().source().id()).isEqualTo("202612");
        assertThat(books.entries(
                                BY_CUSTOMER,
                                CUSTOMER,
                                "rollovers",
                                Instant.parse("2026-11-10T00:00:00Z"),
                                clock.instant(),
                                PageRequest.first())
                        .rows())
                .containsExactly(rollover);
        for (String none : List.of(
                "202611-x",
                "000001-ledgers_monthly_rollover",
                "202611-ledgers_monthly_rollover",
                "202701-ledgers_monthly_rollover")) {
            assertThatThrownBy(() -> books.entry(BY_CUSTOMER, CUSTOMER, "rollovers", none))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(books.balanceMicros(BY_CUSTOMER, CUSTOMER)).isEqualTo(43_000_000);
        assertThatThrownBy(() -> credit(CUSTOMER, "50", "rollovers")).isInstanceOf(InvalidException.class);
    }

    @Test
    void listsTheBalancesOfAnAccountAndAllBelowItInPages() {
        credit(CUSTOMER, "50", "adjustments");
        credit(STRANGER, "60", "adjustments");
        debit(RESELLER, "7", "recurring");

        Page<AccountBalance> first = books.balances(BY_RESELLER, RESELLER, new PageRequest(Optional.empty(), 1, true));
        Page<AccountBalance> second =
                books.balances(BY_RESELLER, RESELLER, new PageRequest(first.nextStartKey(), 1, true));

        assertThat(first.rows()).containsExactly(new AccountBalance(RESELLER, -7_000_000));
        assertThat(second.rows()).containsExactly(new AccountBalance(CUSTOMER, 50_000_000));
        assertThat(books.balances(BY_RESELLER, RESELLER, PageRequest.first()).rows())
                .extracting(AccountBalance::account)
                .containsExactly(CUSTOMER, RESELLER);
        assertThatThrownBy(() -> books.balances(BY_RESELLER, MASTER, PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> books.balances(BY_RESELLER, RESELLER, new PageRequest(Optional.of("x"), 1, true)))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("start_key"));
    }

    @Test
    void statesWhatWasThereBeforeWhatCameAndWhatIsThereNow() {
        credit(CUSTOMER, "50", "adjustments");
        clock.set("2026-11-24T00:00:00Z");
        debit(CUSTOMER, "7", "recurring");
        credit(CUSTOMER, "20", "payments");
        Instant from = Instant.parse("2026-11-24T00:00:00Z");

        Statement statement = books.statement(BY_CUSTOMER, CUSTOMER, from, from.plusSeconds(1));
        clock.set("2026-11-24T00:00:00.5Z");
        debit(CUSTOMER, "1", "sms");

        List<Entry> read = new ArrayList<>();
        statement.forEach(read::add);
        assertThat(statement.openingMicros()).isEqualTo(50_000_000);
        assertThat(read).extracting(Entry::balanceMicros).containsExactly(43_000_000L, 63_000_000L);
        assertThat(books.statement(BY_CUSTOMER, CUSTOMER, from, from.plusSeconds(1))
                        .totals())
                .containsOnlyKeys("recurring", "payments", "sms");
        assertThat(books.statement(BY_CUSTOMER, CUSTOMER, Instant.EPOCH, from).openingMicros())
                .isZero();
        assertThatThrownBy(() -> books.statement(BY_CUSTOMER, RESELLER, from, from))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void namesTheServicesThatTheOperatorSells() {
        assertThat(books.available(BY_CUSTOMER, CUSTOMER))
                .extracting(AvailableLedger::name)
                .containsExactly("per-minute-voip", "services", "payments", "rollovers");
        assertThat(TestSettings.of("5", "sms:Text messages:fixed percentage, fax:Fax")
                        .available())
                .containsExactly(
                        new AvailableLedger("sms", "Text messages", List.of("fixed", "percentage")),
                        new AvailableLedger("fax", "Fax", List.of()));
        assertThatThrownBy(() -> TestSettings.of("5", "sms")).hasMessageContaining("not sms");
    }

    @Test
    void findsAnEntryOnlyUnderItsOwnService() {
        Entry entry = credit(CUSTOMER, "50", "adjustments");

        assertThatThrownBy(() -> books.entry(BY_CUSTOMER, CUSTOMER, "payments", entry.id()))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo("bad_identifier"));
        assertThatThrownBy(() -> books.entry(BY_CUSTOMER, CUSTOMER, "adjustments", "x\0y"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void dividesSumsByCallingAccount() {
        books.debit(BY_ROOT, CUSTOMER, document("3", "adjustments", "1"), true);
        books.debit(BY_ROOT, RESELLER, document("4", "adjustments", "2"), false);

        var parts = books.totalsByCallingAccount(BY_RESELLER, RESELLER, YearMonth.of(2026, 11));

        assertThat(parts).containsOnlyKeys(RESELLER, CUSTOMER);
        assertThat(parts.get(CUSTOMER).get("adjustments").amountMicros()).isEqualTo(-3_000_000);
        assertThat(parts.get(RESELLER).get("adjustments").amountMicros()).isEqualTo(-4_000_000);
    }
}
