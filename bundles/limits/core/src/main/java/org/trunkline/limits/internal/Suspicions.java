package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.FraudGuard.Rule;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.FraudMemory;

/** What fraud guards say to one call that is really asked, so that it becomes cases. */
final class Suspicions implements Trace {
    /** Cases are told under this topic. */
    static final String TOPIC = "fraud";

    private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);

    private List<Suspicion> fired = List.of();

    /** Returns the id of the case that calls like this belong to. */
    static String id(AccountId account, Rule rule, String country) {
        byte[] name = (account.value() + "/" + rule + "/" + country).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }

    @Override
    public void suspicious(Suspicion suspicion) {
        if (fired.isEmpty()) {
            fired = new ArrayList<>();
        }
        fired.add(suspicion);
    }

    /** Makes cases of them, or counts them where there are some. */
    void report(Question question, FraudMemory memory, Caller by) {
        for (Suspicion each : fired) {
            report(each, question, memory, by);
        }
    }

    /** A call to another country was admitted: for none of the guards that were asked is the next one there the first. */
    static void remember(Question question, FraudMemory memory) {
        if (!question.abroad().isEmpty()) {
            for (AskedLevel level : question.levels()) {
                remember(level, question, memory);
            }
            for (AskedLevel level : question.hardOnly()) {
                remember(level, question, memory);
            }
        }
    }

    private static void remember(AskedLevel level, Question question, FraudMemory memory) {
        FraudGuard.Burst burst = level.limits().fraud().burst();
        int keep = burst.outcome() == FraudGuard.Outcome.OFF ? 0 : burst.calls();
        memory.called(level.meter(), question.abroad(), question.now(), keep);
    }

    private static void report(Suspicion suspicion, Question question, FraudMemory memory, Caller by) {
        AccountId account = suspicion.level().account().id();
        String id = id(account, suspicion.rule(), suspicion.country());
        Instant now = question.now();
        Optional<FraudCase> known = memory.find(account, id);
        boolean goesOn = known.isPresent() && (known.get().state() != FraudCase.State.ALLOWED || suspicion.passed());
        FraudCase reported = new FraudCase(
                id,
                account,
                suspicion.rule(),
                suspicion.country(),
                suspicion.outcome(),
                goesOn ? known.get().state() : FraudCase.State.OPEN,
                goesOn ? known.get().firstAt() : now,
                now,
                goesOn ? known.get().calls() + 1 : 1,
                question.attempt().from(),
                question.attempt().to(),
                goesOn ? known.get().decidedBy() : Optional.empty(),
                goesOn ? known.get().allowedUntil() : Optional.empty());
        if (goesOn) {
            memory.put(reported, Optional.empty());
            return;
        }
        LOG.warn(
                "Suspicious call: account={} rule={} outcome={} why=\"{}\" call={}",
                account,
                suspicion.ruleName(),
                suspicion.outcome(),
                suspicion.why(),
                question.attempt().key());
        ObjectNode detail = Json.object()
                .put("rule", suspicion.ruleName())
                .put("outcome", suspicion.outcome().name())
                .put("country", suspicion.country())
                .put("why", suspicion.why());
        Change opened = new Change(TOPIC, id, account, "opened", by, now, Json.write(detail));
        memory.put(reported, Optional.of(opened));
    }
}
