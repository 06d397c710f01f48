package org.trunkline.rest.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.URITemplate;

/**
 * The paths that have just gone. While a bundle is replaced its resources are away for a moment; a client that asks then
 * shall try again, and not believe that what it asks for does not exist.
 */
final class Departed {
    static final Duration GRACE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Map<String, Instant> leftAt = new ConcurrentHashMap<>();

    Departed(Clock clock) {
        this.clock = clock;
    }

    /** Notes that these root paths are about to go. */
    void left(Set<String> paths) {
        Instant now = clock.instant();
        leftAt.values().removeIf(each -> isOver(each, now));
        paths.forEach(path -> leftAt.put(path, now));
    }

    /** Notes that these root paths are there. */
    void arrived(Set<String> paths) {
        leftAt.keySet().removeAll(paths);
    }

    /** Returns whether something at this path was there a moment ago. */
    boolean isMissed(String path) {
        Instant now = clock.instant();
        return leftAt.entrySet().stream()
                .filter(each -> !isOver(each.getValue(), now))
                .anyMatch(each -> URITemplate.createTemplate(each.getKey()).match(path, new MetadataMap<>()));
    }

    private static boolean isOver(Instant leftAt, Instant now) {
        return !now.isBefore(leftAt.plus(GRACE));
    }
}
