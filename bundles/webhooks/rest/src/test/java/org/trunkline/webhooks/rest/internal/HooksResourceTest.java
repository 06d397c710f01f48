package org.trunkline.webhooks.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.QueryRequest;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Hook;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.WebhookService;

/** Samples on the wire (crossbar-api §9.3). */
final class HooksResourceTest {
    private final HooksResource hooks = new HooksResource(new OneHook());

    private String samples(String hook, Map<String, String> query) {
        QueryRequest request = new QueryRequest(Caller.apiKey(new AccountId("c".repeat(32))), query);
        return hooks.samplesOfOne(request, hook).data().toString();
    }

    @Test
    void samplesHaveTheNamesOfTheWire() {
        assertThat(hooks.samples().data()).hasToString("[\"webhooks_object\"]");
    }

    @Test
    void samplesAreFoundByThatNameAndByTheIdOfTheirHook() {
        assertThat(samples("webhooks_object", Map.of()))
                .isEqualTo("[{\"action\":\"doc_created\"},{\"action\":\"doc_deleted\"}]")
                .isEqualTo(samples("object", Map.of()));
    }

    @Test
    void filtersNarrowSamplesDown() {
        assertThat(samples("object", Map.of("filter_action", "doc_deleted")))
                .isEqualTo("[{\"action\":\"doc_deleted\"}]");
    }

    @Test
    void whatIsNoHookHasNone() {
        assertThatThrownBy(() -> samples("webhooks_", Map.of())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> samples("webhooks_webhooks_object", Map.of())).isInstanceOf(NotFoundException.class);
    }

    /** Knows one hook and no webhooks. */
    private static final class OneHook implements WebhookService {
        @Override
        public List<Hook> hooks() {
            return List.of(new Hook("object", "Object", "", List.of(), List.of()));
        }

        @Override
        public List<ObjectNode> samples(String hook) {
            if (!hook.equals("object")) {
                throw new NotFoundException(hook);
            }
            return List.of(
                    Json.object().put("action", "doc_created"), Json.object().put("action", "doc_deleted"));
        }

        @Override
        public Written create(Caller caller, AccountId account, ObjectNode document) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Webhook get(Caller caller, AccountId account, String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Webhook> list(Caller caller, AccountId account, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Webhook replace(
                Caller caller, AccountId account, String id, ObjectNode document, LongPredicate expected) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Webhook merge(Caller caller, AccountId account, String id, ObjectNode changes, LongPredicate expected) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Webhook delete(Caller caller, AccountId account, String id, LongPredicate expected) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Webhook> reEnable(Caller caller, AccountId account, boolean below) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Attempt> attempts(Caller caller, AccountId account, Optional<String> webhook, PageRequest page) {
            throw new UnsupportedOperationException();
        }
    }
}
