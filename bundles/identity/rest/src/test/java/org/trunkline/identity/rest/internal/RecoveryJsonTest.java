package org.trunkline.identity.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.RecoveryRequest;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** What a client sends that has forgotten a password. */
final class RecoveryJsonTest {
    private static ObjectNode data() {
        return Json.object()
                .put("username", "ann")
                .put("account_name", "Acme")
                .put("ui_url", "https://portal.example/");
    }

    @Test
    void readsWhatTheClientKnows() {
        ObjectNode sent = data();
        sent.putObject("ui_metadata").put("ui", "monster-ui");
        assertThat(RecoveryJson.request(sent))
                .isEqualTo(new RecoveryRequest(
                        Optional.of("Acme"), Optional.empty(), Optional.empty(), "ann", "https://portal.example/"));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThatThrownBy(() -> RecoveryJson.request(Json.object()
                        .put("ui_url", "https://" + "x".repeat(2_000))
                        .put("phone_number", 3)))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder("username", "ui_url", "phone_number"));
        ObjectNode nobody = data();
        nobody.remove("account_name");
        assertThatThrownBy(() -> RecoveryJson.request(nobody))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("account_name"));
    }

    @Test
    void tellsWhatIsWrongWithAResetIdWithoutIt() {
        assertThat(RecoveryJson.resetId(Json.object().put("reset_id", "aB".repeat(32))))
                .hasSize(64);
        assertThatThrownBy(() -> RecoveryJson.resetId(Json.object().put("reset_id", "secret-" + "a".repeat(60))))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.value()).isNull()));
    }
}
