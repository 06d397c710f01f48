package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;

class DecisionBudgetTest {
    /** More than are asked or wait at one time. */
    private static final int MANY = 100;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final DecisionBudget budget = DecisionBudget.ofMillis(1);

    @AfterEach
    void close() {
        goOn.countDown();
        budget.close();
    }

    private String hang() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted: H2 would close its file", e);
        }
        return "late";
    }

    @Test
    void aQuestionThatIsNotAnsweredInTimeIsGivenUp() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> budget.begin().ask(this::hang))
                .satisfies(late -> assertThat(late.code()).isEqualTo("database_late"))
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void whileNothingIsAnsweredMoreQuestionsAreRefusedAtOnce() {
        Throwable last = null;
        for (int i = 0; i < MANY; i++) {
            try {
                budget.begin().ask(this::hang);
            } catch (UnavailableException late) {
                last = late.getCause();
            }
        }
        assertThat(last).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatTheDatabaseSaysIsPassedOn() {
        DecisionBudget ample = DecisionBudget.ofMillis(60_000);
        try {
            assertThat(ample.begin().<String>ask(() -> "answer")).isEqualTo("answer");
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> ample.begin().ask(() -> {
                        throw new ConflictException("key");
                    }));
        } finally {
            ample.close();
        }
    }

    @Test
    void whatIsThereAlreadyIsFoundWithoutAnyTime() {
        CompletableFuture<String> there = CompletableFuture.completedFuture("there");
        Patience patience = budget.begin();
        assertThat(patience.await(new CompletableFuture<String>())).isEmpty();

        assertThat(patience.await(there)).contains("there");
    }

    @Test
    void aBudgetOutOfBoundsIsRefusedWithItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionBudget.ofMillis(0))
                .withMessageContaining("decision.budget.millis");
    }
}
