package org.trunkline.accounts.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.AccountTemplateService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.Answer;
import org.trunkline.rest.QueryRequest;

/** Templates as clients see them. */
class TemplateResourceTest {
    private static final AccountId SELLER = AccountId.random();
    private static final String ID = "1".repeat(32);
    private static final AccountTemplate GOLD = new AccountTemplate(
            ID,
            SELLER,
            "Gold",
            Instant.ofEpochSecond(1_000),
            Instant.ofEpochSecond(2_000),
            7,
            Json.parseObject("{\"limits\":{\"calls\":5}}"));

    private final QueryRequest request = new QueryRequest(Caller.apiKey(SELLER), Map.of());
    private final TemplateResource templates = new TemplateResource(new OneTemplate());

    @Test
    void aTemplateIsItsSettingsAndWhenTheyWereWritten() {
        Answer answer = templates.get(request, SELLER.value(), ID);

        assertThat(answer.data())
                .isEqualTo(Json.parse("{\"limits\":{\"calls\":5},\"name\":\"Gold\",\"id\":\"" + ID
                        + "\",\"_read_only\":{\"created\":62167220200,\"modified\":62167221200}}"));
        assertThat(answer.revision()).contains("7");
    }

    @Test
    void aListNamesThem() {
        assertThat(templates.list(request, SELLER.value()).data())
                .isEqualTo(Json.parse("[{\"id\":\"" + ID + "\",\"name\":\"Gold\"}]"));
    }

    @Test
    void oneThatIsMadeHasItsPath() {
        Answer answer = templates.create(request, SELLER.value());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.revision()).contains("7");
    }

    @Test
    void oneThatIsDeletedIsShownAsItWas() {
        assertThat(templates
                        .delete(request, SELLER.value(), ID)
                        .data()
                        .path("name")
                        .asText())
                .isEqualTo("Gold");
    }

    private static final class OneTemplate implements AccountTemplateService {
        @Override
        public List<AccountTemplate> list(Caller caller, AccountId owner) {
            assertThat(owner).isEqualTo(SELLER);
            return List.of(GOLD);
        }

        @Override
        public AccountTemplate get(Caller caller, AccountId owner, String id) {
            assertThat(owner + id).isEqualTo(SELLER + ID);
            return GOLD;
        }

        @Override
        public AccountTemplate create(Caller caller, AccountId owner, ObjectNode document) {
            return GOLD;
        }

        @Override
        public AccountTemplate replace(
                Caller caller, AccountId owner, String id, ObjectNode document, LongPredicate expected) {
            return GOLD;
        }

        @Override
        public AccountTemplate merge(
                Caller caller, AccountId owner, String id, ObjectNode changes, LongPredicate expected) {
            return GOLD;
        }

        @Override
        public AccountTemplate delete(Caller caller, AccountId owner, String id, LongPredicate expected) {
            return GOLD;
        }
    }
}
