package org.trunkline.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** Postings as ended calls make them: a line for the customer, one for its reseller, each with the rate it was charged. */
final class EndedCalls {
    private static final Instant FIRST_END = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SERVICE = "per-minute-voip";
    private static final long SECONDS = 66;

    private final Tree tree;
    private final List<AccountId> customers;
    private final List<AccountId> sellers;

    /** @param sellers the seller of customer i is seller i modulo their number */
    EndedCalls(Tree tree, List<AccountId> customers, List<AccountId> sellers) {
        this.tree = tree;
        this.customers = customers;
        this.sellers = sellers;
    }

    Posting posting(long call) {
        int index = (int) (call * 7_919 % customers.size());
        AccountId customer = customers.get(index);
        AccountId seller = sellers.get(index % sellers.size());
        String callId = "b%016x-bench@10.0.0.1".formatted(call);
        return new Posting(
                "call/switch-1/" + callId + "/a",
                List.of(
                        line(call, callId, customer, customer, seller, -134_302),
                        line(call, callId, seller, customer, tree.root().id(), -94_042)));
    }

    private static PostingLine line(
            long call, String callId, AccountId account, AccountId calling, AccountId seller, long micros) {
        Instant end = FIRST_END.plusMillis(call);
        String number = "+4420%08d".formatted(call % 100_000_000);
        return new PostingLine(
                account,
                micros,
                "USD",
                new PostingLine.Contra(seller.value(), "sold:" + SERVICE),
                new PostingLine.Source(SERVICE, callId),
                new PostingLine.Usage("voice", SECONDS, "sec"),
                Optional.of(new PostingLine.Period(end.minusSeconds(SECONDS), end)),
                calling,
                "Call outbound " + number,
                Json.write(metadata(callId, number)),
                Optional.empty());
    }

    private static ObjectNode metadata(String callId, String number) {
        ObjectNode metadata = Json.object()
                .put("direction", "outbound")
                .put("from", "+12125550100")
                .put("to", number)
                .put("callee_id_number", number)
                .put("caller_id_number", "+12125550100")
                .put("call_id", callId)
                .put("leg", "a")
                .put("billed_seconds", SECONDS)
                .put("hangup_cause", "NORMAL_CLEARING");
        metadata.putObject("rate")
                .put("id", "GB-4420")
                .put("name", "GB_LONDON")
                .put("description", "United Kingdom, London")
                .put("prefix", "4420")
                .put("ratedeck_id", "retail")
                .put("increment", 6)
                .put("minimum", 30)
                .put("nocharge_time", 0);
        return metadata;
    }
}
