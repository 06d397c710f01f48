package org.trunkline.limits.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.AppliedRate;
import org.trunkline.limits.CallDetail.Charge;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** Columns and types of call records on the wire (crossbar-numbers N2). */
class CdrRowTest {
    private static final AccountId ACCOUNT = new AccountId("c".repeat(32));
    private static final AccountId RESELLER = new AccountId("2".repeat(32));
    private static final String COLUMNS =
            "id, call_id, caller_id_number, caller_id_name, callee_id_number, callee_id_name, duration_seconds,"
                    + " billing_seconds, timestamp, hangup_cause, other_leg_call_id, owner_id, to, from, direction,"
                    + " request, authorizing_id, cost, dialed_number, calling_from, datetime, unix_timestamp,"
                    + " unix_timestamp_micro, rfc_1036, iso_8601, iso_8601_combined, call_type, rate, rate_name,"
                    + " bridge_id, recording_url, media_recordings, media_server, call_priority, interaction_id";

    static CallDetail call(Reason reason, List<Charge> charges) {
        Hangup hangup = new Hangup("NORMAL_CLEARING", "caller", OptionalInt.of(200), OptionalLong.of(75));
        Instant end = Instant.parse("2026-03-01T10:01:15.250Z");
        return new CallDetail(
                "202603-" + "e".repeat(32),
                new CallKey("5".repeat(32), "7f3a@sbc1", "a"),
                Optional.of(ACCOUNT),
                Direction.OUTBOUND,
                "+14155550100@acme.example",
                "+442071838750@sbc1",
                "+442071838750",
                "international",
                reason,
                200,
                hangup,
                end,
                end,
                75,
                61,
                "f".repeat(32),
                Optional.empty(),
                Optional.of(new UserId("d".repeat(32))),
                "",
                List.of(),
                Optional.empty(),
                charges,
                Optional.empty(),
                OptionalLong.of(40_260));
    }

    private static Charge charge(AccountId account, Billing billing, long micros) {
        Optional<AppliedRate> rate = Optional.of(new AppliedRate("GB-44", "GB_44", "retail", 132_100_000, "USD"));
        return new Charge(account, billing, micros, "USD", 61, 0, Optional.of("202603-x"), rate);
    }

    private static ObjectNode row(boolean forReseller, Charge... charges) {
        return new CdrRow(3_600, forReseller).of(call(Reason.PER_MINUTE, List.of(charges)), ACCOUNT);
    }

    private static List<String> names(ObjectNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void allColumnsAreThereInTheirOrderAndResellersHaveTwoMore() {
        Charge own = charge(ACCOUNT, Billing.PER_MINUTE, 134_302);

        assertThat(String.join(", ", names(row(false, own)))).isEqualTo(COLUMNS);
        assertThat(String.join(", ", names(row(true, own)))).isEqualTo(COLUMNS + ", reseller_cost, reseller_call_type");
        assertThat(String.join(", ", new CdrRow(0, false).columns())).isEqualTo(COLUMNS);
        assertThat(new CdrRow(0, true).columns()).isEqualTo(names(row(true, own)));
    }

    @Test
    void secondsAreNumbersAndTimesAndMoneyAreText() {
        ObjectNode row =
                row(true, charge(ACCOUNT, Billing.PER_MINUTE, 134_302), charge(RESELLER, Billing.PER_MINUTE, 94_000));

        assertThat(Json.parseObject(Json.write(row)))
                .isEqualTo(
                        Json.parseObject(
                                """
                                {"id":"202603-eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee","call_id":"7f3a@sbc1",
                                 "caller_id_number":"+14155550100","caller_id_name":"","callee_id_number":"+442071838750",
                                 "callee_id_name":"","duration_seconds":75,"billing_seconds":61,"timestamp":"63939578400",
                                 "hangup_cause":"NORMAL_CLEARING","other_leg_call_id":"","owner_id":"dddddddddddddddddddddddddddddddd",
                                 "to":"+442071838750@sbc1","from":"+14155550100@acme.example","direction":"outbound",
                                 "request":"+442071838750@sbc1","authorizing_id":"","cost":"1343.02",
                                 "dialed_number":"+442071838750","calling_from":"+14155550100",
                                 "datetime":"2026-03-01 11:00:00","unix_timestamp":"1772359200",
                                 "unix_timestamp_micro":1772359200250000,"rfc_1036":"Sun, 01 Mar 2026 10:00:00 GMT",
                                 "iso_8601":"2026-03-01","iso_8601_combined":"2026-03-01T10:00:00Z",
                                 "call_type":"per_minute","rate":"0.1321","rate_name":"GB_44","bridge_id":"",
                                 "recording_url":"","media_recordings":[],"media_server":"","call_priority":"",
                                 "interaction_id":"ffffffffffffffffffffffffffffffff","reseller_cost":"940",
                                 "reseller_call_type":"per_minute"}
                                """));
    }

    @Test
    void whatACallCostBeyondItsAllotmentIsItsCost() {
        ObjectNode row = row(true, charge(ACCOUNT, Billing.ALLOTMENT, 12_000));

        assertThat(row.path("cost").textValue()).isEqualTo("120");
        assertThat(row.path("call_type").textValue()).isEqualTo("allotment");
    }

    @Test
    void whatWasNotChargedPerMinuteCostsNothing() {
        ObjectNode row = row(true, charge(ACCOUNT, Billing.FLAT_RATE, 0));

        assertThat(row.path("cost").textValue()).isEqualTo("0");
        assertThat(row.path("call_type").textValue()).isEqualTo("flat_rate");
        assertThat(row.path("reseller_cost").textValue()).isEqualTo("0");
        assertThat(row.path("reseller_call_type").textValue()).isEmpty();
    }

    @Test
    void aRefusedAttemptTellsItsReason() {
        CallDetail refused = call(Reason.INSUFFICIENT_CREDIT, List.of());

        assertThat(new CdrRow(0, false)
                        .of(refused, ACCOUNT)
                        .path("hangup_cause")
                        .textValue())
                .isEqualTo("INSUFFICIENT_CREDIT");
        ObjectNode document = CdrDocument.of(refused, ACCOUNT);
        assertThat(document.path("decision").textValue()).isEqualTo("deny");
        assertThat(document.path("reason").textValue()).isEqualTo("insufficient_credit");
        assertThat(document.path("hangup_code").textValue()).isEqualTo("sip:200");
    }

    @Test
    void theWholeRecordHasChargesAndMargin() {
        ObjectNode document =
                CdrDocument.of(call(Reason.PER_MINUTE, List.of(charge(ACCOUNT, Billing.PER_MINUTE, 134_302))), ACCOUNT);

        assertThat(document.path("charges").path(0).path("cost").decimalValue()).isEqualByComparingTo("0.134302");
        assertThat(document.path("margin").decimalValue()).isEqualByComparingTo("0.04026");
        assertThat(document.path("ringing_seconds").longValue()).isEqualTo(14);
        assertThat(document.path("custom_channel_vars").path("account_billing").textValue())
                .isEqualTo("per_minute");
        assertThat(document.has("carrier")).isFalse();
    }
}
