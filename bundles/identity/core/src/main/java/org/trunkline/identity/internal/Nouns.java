package org.trunkline.identity.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the path of a request names last, in the words of crossbar-api §2.5: {@code accounts/{A}/users/{U}/cdrs} asks the
 * endpoint {@code cdrs}, without arguments, about an account.
 *
 * @param account of the path; empty where it names none
 * @param arguments what follows the endpoint
 */
record Nouns(String account, String endpoint, List<String> arguments) {
    private static final String ACCOUNTS = "accounts";

    /** What follows the id of an account and asks about that account itself. */
    private static final Set<String> OF_ACCOUNTS =
            Set.of("api_key", "children", "descendants", "move", "parents", "reseller", "restore", "siblings", "tree");

    /** What stands behind the id of something else and is an endpoint of its own. */
    private static final Set<String> NESTED =
            Set.of("access_lists", "auth", "cdrs", "channels", "devices", "multi_factor", "user_auth");

    static Nouns of(String path) {
        List<String> words =
                Arrays.stream(path.split("/")).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return new Nouns("", "", List.of());
        }
        String account = words.size() > 1 && words.get(0).equals(ACCOUNTS) ? words.get(1) : "";
        int endpoint = 0;
        for (int i = 2; i < words.size(); i++) {
            boolean first = i == 2 && !account.isEmpty() && !OF_ACCOUNTS.contains(words.get(i));
            boolean nested = i == endpoint + 2 && endpoint > 0 && NESTED.contains(words.get(i));
            if (first || nested) {
                endpoint = i;
            }
        }
        return new Nouns(account, words.get(endpoint), words.subList(endpoint + 1, words.size()));
    }
}
