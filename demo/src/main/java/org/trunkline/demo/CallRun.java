package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.trunkline.json.Json;

/**
 * One call while it is replayed, as a switch keeps it: what is sent next and when, on the clock of the file. Its messages
 * follow one another, so it needs no lock.
 */
final class CallRun {
    /** The messages of a call in their order. */
    enum Step {
        AUTHORIZE,
        ANSWER,
        RENEW,
        END,
        REPEAT_END
    }

    /** What is sent when. */
    record Next(Step step, long atMillis) {}

    /** From the invitation to the answer, or to the hang-up of a call that nobody answers. */
    static final long RING_MILLIS = 4_000;

    /** How late a switch repeats a message whose answer it lost. */
    static final long REPEAT_MILLIS = 1_000;

    private static final String LEG = "a";

    private final PlannedCall plan;
    private final Party party;
    private final boolean repeatsEnd;
    private long elapsedSeconds;
    private long billedSeconds;
    private boolean cut;
    private Price price;
    private JsonNode firstEnd;

    CallRun(PlannedCall plan, Party party, boolean repeatsEnd) {
        this.plan = plan;
        this.party = party;
        this.repeatsEnd = repeatsEnd;
    }

    PlannedCall plan() {
        return plan;
    }

    Party party() {
        return party;
    }

    /** The call was ended by the switch because nothing more was granted. */
    boolean wasCut() {
        return cut;
    }

    Next first() {
        return new Next(Step.AUTHORIZE, plan.startMillis());
    }

    /** Takes the decision; empty if the call goes no further. */
    Optional<Next> authorized(JsonNode decision) {
        if (!decision.path("decision").asText().equals("allow")) {
            return Optional.empty();
        }
        price = new Price(decision);
        Step step = plan.answered() ? Step.ANSWER : Step.END;
        return Optional.of(new Next(step, plan.startMillis() + RING_MILLIS));
    }

    /** Takes the answer to "answered" or to a renewal. */
    Next granted(JsonNode grant) {
        boolean refused = grant.path("decision").asText().equals("deny")
                || grant.path("action").asText().equals("hangup");
        long max =
                grant.path("max_seconds").isNumber() ? grant.path("max_seconds").asLong() : Long.MAX_VALUE;
        long renewAfter = grant.path("renew_after_seconds").isNumber()
                ? grant.path("renew_after_seconds").asLong()
                : Long.MAX_VALUE;
        long end = Math.min(plan.durationSeconds(), max);
        if (!refused && renewAfter > elapsedSeconds && renewAfter < end) {
            elapsedSeconds = renewAfter;
            return new Next(Step.RENEW, answeredAt(renewAfter));
        }
        billedSeconds = end;
        cut = end < plan.durationSeconds();
        return new Next(Step.END, answeredAt(end));
    }

    /** A call that gets no grant any more goes on to where it was bound to end; what it may cost is the server's word. */
    Next withoutGrant() {
        billedSeconds = plan.durationSeconds();
        return new Next(Step.END, answeredAt(billedSeconds));
    }

    /** Takes the settlement; empty if it is not asked for again. */
    Optional<Next> ended(JsonNode settlement, long atMillis) {
        firstEnd = settlement;
        return repeatsEnd ? Optional.of(new Next(Step.REPEAT_END, atMillis + REPEAT_MILLIS)) : Optional.empty();
    }

    /** Returns whether the settlement charges what the decision's rates give for the seconds that were told. */
    boolean isPricedRight(JsonNode settlement) {
        return price.explains(settlement, billedSeconds);
    }

    boolean isSameAsFirstEnd(JsonNode settlement) {
        return settlement.equals(firstEnd);
    }

    ObjectNode body(Step step) {
        ObjectNode body = Json.object().put("leg", LEG);
        return switch (step) {
            case AUTHORIZE ->
                body.put("call_id", plan.id())
                        .put("direction", plan.outbound() ? "outbound" : "inbound")
                        .put("account_id", party.id())
                        .put("from", plan.from())
                        .put("to", plan.to())
                        .put("resource_type", plan.outbound() ? "offnet-termination" : "offnet-origination")
                        .put("renews", true);
            case ANSWER -> body;
            case RENEW -> body.put("elapsed_seconds", elapsedSeconds);
            case END, REPEAT_END ->
                body.put("billed_seconds", billedSeconds)
                        .put("duration_seconds", billedSeconds + RING_MILLIS / 1_000)
                        .put("hangup_cause", cut ? "ALLOTTED_TIMEOUT" : plan.hangupCause());
        };
    }

    private long answeredAt(long seconds) {
        return plan.startMillis() + RING_MILLIS + seconds * 1_000;
    }
}
