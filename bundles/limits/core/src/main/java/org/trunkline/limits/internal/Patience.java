package org.trunkline.limits.internal;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How long one request waits for the database. */
interface Patience {

    /** That of work which nobody waits for. */
    Patience ENDLESS = new Patience() {
        @Override
        public <T> T ask(Supplier<T> question) {
            return question.get();
        }

        @Override
        public <T> Optional<T> await(CompletionStage<T> coming) {
            try {
                return Optional.of(coming.toCompletableFuture().join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    };

    /**
     * Asks the database.
     *
     * @throws org.trunkline.kernel.UnavailableException if no answer comes in time
     */
    <T> T ask(Supplier<T> question);

    /** Returns what comes in time, never null; it goes on to come if it does not. */
    <T> Optional<T> await(CompletionStage<T> coming);
}
