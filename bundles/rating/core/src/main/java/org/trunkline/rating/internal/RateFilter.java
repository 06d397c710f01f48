package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which calls rates are for: routes, callers, options, validity and times of day; what is not given lets every call pass.
 * Routes are regular expressions that match in linear time, so that no deck can make a decision wait.
 */
final class RateFilter {
    static final String CALLERS = "caller_id_numbers";
    static final String ROUTES = "routes";
    static final String OPTIONS = "options";
    /** Own extensions of the wire. */
    static final String VALID_FROM = "valid_from";

    static final String VALID_UNTIL = "valid_until";
    static final String WINDOWS = "windows";

    private final String[] callers;
    /** Null where none are given; an empty list lets no call pass, as on the wire. */
    private final List<Pattern> routes;

    private final Set<String> options;
    private final Deadline validFrom;
    private final Deadline validUntil;
    private final TimeWindows windows;

    private RateFilter(ObjectNode document) {
        String numbers = document.path(CALLERS).asText("");
        callers = numbers.isEmpty() ? new String[0] : numbers.split(":");
        routes = document.path(ROUTES).isArray() ? patterns(document.path(ROUTES)) : null;
        options = new HashSet<>();
        document.path(OPTIONS).forEach(option -> options.add(option.asText()));
        validFrom = deadline(document.path(VALID_FROM));
        validUntil = deadline(document.path(VALID_UNTIL));
        String times = document.path(WINDOWS).asText("");
        windows = times.isEmpty() ? null : TimeWindows.parse(times);
    }

    /** Returns the filter of a checked document, or null where it lets every call pass. */
    static RateFilter of(ObjectNode document) {
        RateFilter filter = new RateFilter(document);
        boolean isOpen = filter.callers.length == 0
                && filter.routes == null
                && filter.options.isEmpty()
                && filter.validFrom == null
                && filter.validUntil == null
                && filter.windows == null;
        return isOpen ? null : filter;
    }

    /** Returns the fields of the document that say which calls a rate is for. */
    static ObjectNode fields(ObjectNode document) {
        return document.deepCopy().retain(CALLERS, ROUTES, OPTIONS, VALID_FROM, VALID_UNTIL, WINDOWS);
    }

    private static List<Pattern> patterns(JsonNode routes) {
        List<Pattern> patterns = new ArrayList<>();
        routes.forEach(route -> patterns.add(route(route.asText())));
        return patterns;
    }

    /** @throws IllegalArgumentException if it is no regular expression of RE2 */
    static Pattern route(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Deadline deadline(JsonNode text) {
        return text.asText("").isEmpty() ? null : Deadline.parse(text.asText());
    }

    boolean passes(Asked asked) {
        return passesCaller(asked.query().callerDigits().orElse(null))
                && (options.isEmpty() || options.containsAll(asked.query().options()))
                && (validFrom == null || validFrom.isReached(asked))
                && (validUntil == null || !validUntil.isReached(asked))
                && (windows == null || windows.contains(asked.local()))
                && (routes == null || passesRoute(asked.e164()));
    }

    private boolean passesCaller(String callerDigits) {
        if (callers.length == 0) {
            return true;
        }
        if (callerDigits == null) {
            return false;
        }
        for (String prefix : callers) {
            if (callerDigits.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean passesRoute(String e164) {
        for (Pattern route : routes) {
            if (route.matcher(e164).find()) {
                return true;
            }
        }
        return false;
    }
}
