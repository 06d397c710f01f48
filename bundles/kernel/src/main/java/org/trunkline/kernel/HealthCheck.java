package org.trunkline.kernel;

import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells an operator whether one part of this node works. Every part that can fail for long provides one as a service. */
@ConsumerType
public interface HealthCheck {

    /** Names the part in one or two words, such as {@code database}. */
    String name();

    /** Looks now; answers within a few seconds and never throws. */
    Result check();

    /**
     * What the look found.
     *
     * @param message what is wrong and what to do about it, or a short fact when all is well
     */
    record Result(boolean ok, String message) {
        public Result {
            Objects.requireNonNull(message, "message");
        }

        public static Result healthy(String message) {
            return new Result(true, message);
        }

        public static Result unhealthy(String message) {
            return new Result(false, message);
        }
    }
}
