package org.trunkline.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** A reseller, a customer below it, one rate for Germany and a switch: what calls need. */
final class Calls {
    static final BigDecimal CREDIT = new BigDecimal("100000");

    /** 55 seconds at 0.06 a minute, billed by the second. */
    static final BigDecimal COST = new BigDecimal("0.055");

    final String reseller;
    final String customer;
    private final String key;

    private Calls(String reseller, String customer, String key) {
        this.reseller = reseller;
        this.customer = customer;
        this.key = key;
    }

    static Calls set(Api root) {
        String reseller = root.made("PUT", "/v2/accounts", "{\"name\":\"Reseller\"}")
                .path("id")
                .asText();
        root.made("PUT", "/v2/accounts/" + reseller + "/reseller", "{}");
        String customer = root.made("PUT", "/v2/accounts/" + reseller, "{\"name\":\"Customer\"}")
                .path("id")
                .asText();
        root.made(
                "PUT",
                "/v2/rates",
                "{\"prefix\":49,\"iso_country_code\":\"DE\",\"rate_cost\":0.06,\"rate_increment\":1,\"rate_minimum\":1}");
        for (String account : new String[] {reseller, customer}) {
            root.made(
                    "PUT",
                    "/v2/accounts/" + account + "/ledgers/credit",
                    "{\"amount\":" + CREDIT + ",\"source\":{\"service\":\"payments\",\"id\":\"1\"},"
                            + "\"usage\":{\"type\":\"credit\",\"quantity\":1,\"unit\":\"USD\"}}");
        }
        String key = root.made("PUT", "/v2/switches", "{\"name\":\"sbc1\",\"may_backdate\":true}")
                .path("key")
                .asText();
        return new Calls(reseller, customer, key);
    }

    Api switchOf(String base) {
        return Api.ofSwitch(base, key);
    }

    Api.Reply authorize(Api sbc, String callId) {
        return sbc.send(
                "POST",
                "/switch/v1/calls",
                "{\"call_id\":\"" + callId + "\",\"direction\":\"outbound\",\"account_id\":\"" + customer
                        + "\",\"from\":\"+14155550100\",\"to\":\"+4930123456\"}");
    }

    static Api.Reply answer(Api sbc, String callId) {
        return sbc.send("POST", "/switch/v1/calls/" + callId + "/answer", "{}");
    }

    static Api.Reply end(Api sbc, String callId, long seconds) {
        return sbc.send("POST", "/switch/v1/calls/" + callId + "/end", "{\"billed_seconds\":" + seconds + "}");
    }

    BigDecimal balance(Api root, String account) {
        JsonNode total = root.get("/v2/accounts/" + account + "/ledgers/total").data();
        return total.path("amount").decimalValue();
    }
}
