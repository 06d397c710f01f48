package org.trunkline.routing.spi;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.trunkline.routing.Callflow;

/** What a callflow is for. No two callflows of an account have the same one. */
public record CallflowKey(Kind kind, String text) {
    public static final int TEXT_LENGTH_MAX = 256;

    /** How the text is compared with what was dialled. */
    public enum Kind {
        NUMBER,
        PATTERN
    }

    public CallflowKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    public static List<CallflowKey> of(Callflow callflow) {
        return Stream.concat(
                        callflow.numbers().stream().map(text -> new CallflowKey(Kind.NUMBER, text)),
                        callflow.patterns().stream().map(text -> new CallflowKey(Kind.PATTERN, text)))
                .toList();
    }
}
