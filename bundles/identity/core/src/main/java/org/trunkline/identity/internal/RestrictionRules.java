package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A valid document of restrictions (crossbar-api §2.5), asked for every request. */
record RestrictionRules(ObjectNode document) {
    static final String RESTRICTIONS = "restrictions";
    static final String ACCOUNTS = "allowed_accounts";
    static final String RULES = "rules";

    /** Stands for any method, level, endpoint, account or verb. */
    static final String ANY = "_";

    /** In a pattern: any number of words, and any one word. */
    private static final String WORDS = "#";

    private static final String WORD = "*";

    /**
     * Returns whether a token that was had by this method, with this level, may be used.
     *
     * @param isMeant whether a word of {@code allowed_accounts} means the account that is asked about
     */
    boolean allow(String method, String level, Nouns asked, String verb, Predicate<String> isMeant) {
        JsonNode restrictions = document.path(RESTRICTIONS);
        Optional<JsonNode> endpoints = Stream.of(
                        restrictions.path(method).path(level),
                        restrictions.path(method).path(ANY),
                        restrictions.path(ANY).path(level),
                        restrictions.path(ANY).path(ANY))
                .filter(JsonNode::isObject)
                .findFirst();
        return endpoints.isEmpty()
                || entries(endpoints.get(), asked.endpoint())
                        .filter(entry -> isFor(entry, isMeant))
                        .findFirst()
                        .map(entry -> verbs(entry.path(RULES), asked.arguments()))
                        .filter(verbs -> has(verbs, verb))
                        .isPresent();
    }

    private static Stream<JsonNode> entries(JsonNode endpoints, String endpoint) {
        JsonNode own = endpoints.path(endpoint);
        return elements(own.isMissingNode() ? endpoints.path(ANY) : own);
    }

    private static boolean isFor(JsonNode entry, Predicate<String> isMeant) {
        JsonNode accounts = entry.path(ACCOUNTS);
        return accounts.isMissingNode()
                || has(accounts, ANY)
                || elements(accounts).map(JsonNode::textValue).anyMatch(isMeant);
    }

    private static JsonNode verbs(JsonNode rules, List<String> arguments) {
        for (Map.Entry<String, JsonNode> rule : rules.properties()) {
            List<String> pattern = words(rule.getKey());
            if (fits(pattern, arguments)) {
                return rule.getValue();
            }
        }
        return rules.path(ANY);
    }

    private static boolean has(JsonNode words, String word) {
        return elements(words)
                .map(JsonNode::textValue)
                .anyMatch(each -> each.equals(ANY) || each.equalsIgnoreCase(word));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static List<String> words(String pattern) {
        return Stream.of(pattern.split("/")).filter(word -> !word.isEmpty()).toList();
    }

    /** Goes back to the last {@code #} only, so that no pattern takes more than words times words. */
    static boolean fits(List<String> pattern, List<String> arguments) {
        int at = 0;
        int next = 0;
        int lastWords = -1;
        int resume = 0;
        while (next < arguments.size()) {
            if (at < pattern.size() && pattern.get(at).equals(WORDS)) {
                lastWords = at++;
                resume = next;
            } else if (at < pattern.size()
                    && (pattern.get(at).equals(WORD) || pattern.get(at).equals(arguments.get(next)))) {
                at++;
                next++;
            } else if (lastWords >= 0) {
                at = lastWords + 1;
                next = ++resume;
            } else {
                return false;
            }
        }
        return pattern.subList(at, pattern.size()).stream().allMatch(WORDS::equals);
    }
}
