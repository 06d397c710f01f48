package org.trunkline.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.json.Json;

/** When the spending windows of an account were last begun anew by hand: what was spent before counts no more. */
public record SpendResets(Map<SpendWindow, Reset> latest) {
    /** The key of the document of limits under which they are kept; neither shown nor set with it. */
    public static final String FIELD = "pvt_spend_resets";

    public static final SpendResets NONE = new SpendResets(Map.of());

    private static final String AT = "at";
    private static final String BY = "by";

    /** @param by the name of who did it */
    public record Reset(Instant at, String by) {}

    public SpendResets {
        latest = Map.copyOf(latest);
    }

    /** Reads them out of a document of limits. */
    public static SpendResets of(ObjectNode limits) {
        if (!(limits.get(FIELD) instanceof ObjectNode kept)) {
            return NONE;
        }
        Map<SpendWindow, Reset> latest = new EnumMap<>(SpendWindow.class);
        for (SpendWindow window : SpendWindow.values()) {
            JsonNode reset = kept.path(window.wireName());
            instant(reset.path(AT).asText())
                    .ifPresent(at ->
                            latest.put(window, new Reset(at, reset.path(BY).asText())));
        }
        return new SpendResets(latest);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes them into a document of limits. */
    public void into(ObjectNode limits) {
        ObjectNode kept = Json.object();
        latest.forEach((window, reset) ->
                kept.putObject(window.wireName()).put(AT, reset.at().toString()).put(BY, reset.by()));
        limits.set(FIELD, kept);
    }

    public SpendResets with(SpendWindow window, Reset reset) {
        Map<SpendWindow, Reset> changed = new EnumMap<>(SpendWindow.class);
        changed.putAll(latest);
        changed.put(window, reset);
        return new SpendResets(changed);
    }

    public Optional<Reset> of(SpendWindow window) {
        return Optional.ofNullable(latest.get(window));
    }

    /** Returns since when the window counts that is open at this time: its beginning, or its reset where that was later. */
    public Instant start(SpendWindow window, Instant now, ZoneId zone) {
        Instant start = window.start(now, zone);
        return of(window).map(Reset::at).filter(start::isBefore).orElse(start);
    }
}
