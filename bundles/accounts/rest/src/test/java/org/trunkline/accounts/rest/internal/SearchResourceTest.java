package org.trunkline.accounts.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rest.QueryRequest;

/** What clients send to find accounts, and what they read of the answer (client contract §3.4). */
class SearchResourceTest {
    private static final AccountId ROOT = AccountId.random();

    private final KnownAccounts known = new KnownAccounts();
    private final Account acme = known.add(account("Acme Ltd", "voice.example.com"));
    private final Account bell = known.add(account("Bell", "acme.example.com"));
    private final SearchResource search = new SearchResource(known, known);

    @Test
    void findsByOneKey() {
        JsonNode rows = data(Map.of("t", "account", "q", "name", "v", "AC-me"));

        assertThat(Json.write(rows))
                .isEqualTo("[{\"id\":\"" + acme.id() + "\",\"name\":\"Acme Ltd\",\"realm\":\"voice.example.com\","
                        + "\"descendants_count\":0}]");
    }

    @Test
    void findsByAllKeysThatHaveText() {
        JsonNode lists = search.searchAll(
                        request(Map.of("t", "account", "by_name", "acme", "by_realm", "acme", "by_id", "")))
                .data();

        assertThat(lists.properties()).extracting(Map.Entry::getKey).containsExactly("name", "realm");
        assertThat(lists.at("/name/0/id").asText()).isEqualTo(acme.id().value());
        assertThat(lists.at("/realm/0/id").asText()).isEqualTo(bell.id().value());
    }

    @Test
    void saysWhatASearchNeeds() {
        assertThatThrownBy(() -> data(Map.of()))
                .satisfies(failure ->
                        wrong(failure, tuple("t", "required"), tuple("q", "required"), tuple("v", "required")));
        assertThatThrownBy(() -> data(Map.of("t", "moon", "q", "color", "v", "x")))
                .satisfies(failure -> wrong(failure, tuple("t", "enum"), tuple("q", "enum")));
        assertThatThrownBy(() -> search.searchAll(request(Map.of("by_name", "x"))))
                .satisfies(failure -> wrong(failure, tuple("t", "required")));
    }

    private JsonNode data(Map<String, String> query) {
        return search.search(request(query)).data();
    }

    private static QueryRequest request(Map<String, String> query) {
        return new QueryRequest(Caller.apiKey(ROOT), query);
    }

    private static void wrong(Throwable failure, Tuple... errors) {
        assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting("field", "rule")
                .containsExactly(errors));
    }

    private static Account account(String name, String realm) {
        Instant at = Instant.ofEpochSecond(1_000);
        return new Account(
                AccountId.random(),
                Optional.of(ROOT),
                List.of(ROOT),
                name,
                realm,
                true,
                false,
                0,
                at,
                at,
                1,
                Json.object());
    }
}
