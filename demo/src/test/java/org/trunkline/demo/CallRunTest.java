package org.trunkline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.trunkline.demo.CallRun.Next;
import org.trunkline.demo.CallRun.Step;
import org.trunkline.json.Json;

/** A call as a switch plays it. */
class CallRunTest {
    private static final PlannedCall CALL =
            new PlannedCall("1@sbc", 0, true, "+14155550100", "+4930123456", 1_000, true, 100, "NORMAL_CLEARING");

    private final CallRun run = new CallRun(CALL, new Party("id", "name", Party.Role.NORMAL, "seller"), false);

    @Test
    void renewsWhenItIsToldToAndEndsWhereItWasBoundToEnd() {
        Next answer = run.authorized(Json.parse("{\"decision\":\"allow\"}")).orElseThrow();
        Next renewal = run.granted(Json.parse("{\"max_seconds\":60,\"renew_after_seconds\":40}"));
        Next end = run.granted(Json.parse("{\"decision\":\"allow\",\"max_seconds\":120,\"renew_after_seconds\":100}"));

        assertThat(answer).isEqualTo(new Next(Step.ANSWER, 5_000));
        assertThat(renewal).isEqualTo(new Next(Step.RENEW, 45_000));
        assertThat(run.body(Step.RENEW).path("elapsed_seconds").asLong()).isEqualTo(40);
        assertThat(end).isEqualTo(new Next(Step.END, 105_000));
        assertThat(run.body(Step.END).path("billed_seconds").asLong()).isEqualTo(100);
        assertThat(run.wasCut()).isFalse();
    }

    @Test
    void hangsUpWhereNothingMoreIsGranted() {
        run.authorized(Json.parse("{\"decision\":\"allow\"}"));
        run.granted(Json.parse("{\"max_seconds\":60,\"renew_after_seconds\":40}"));
        Next end = run.granted(Json.parse("{\"decision\":\"allow\",\"max_seconds\":70,\"renew_after_seconds\":65}"));
        assertThat(end.step()).isEqualTo(Step.RENEW);
        end = run.granted(Json.parse("{\"decision\":\"allow\",\"max_seconds\":70,\"renew_after_seconds\":65}"));

        assertThat(end).isEqualTo(new Next(Step.END, 75_000));
        assertThat(run.wasCut()).isTrue();
    }

    @Test
    void aDeniedCallGoesNoFurther() {
        assertThat(run.authorized(Json.parse("{\"decision\":\"deny\"}"))).isEmpty();
    }
}
