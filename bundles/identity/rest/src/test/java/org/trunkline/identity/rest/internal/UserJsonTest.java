package org.trunkline.identity.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.DocumentFilter;

/** Users on the wire. */
final class UserJsonTest {
    private static final Instant CREATED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MODIFIED = CREATED.plusSeconds(60);

    private final User ann = new User(
            UserId.random(),
            new AccountId("a".repeat(32)),
            Optional.of("ann"),
            "Ann",
            "Lee",
            Optional.empty(),
            Role.ADMIN,
            true,
            false,
            CREATED,
            MODIFIED,
            3,
            Json.parseObject("{\"hotdesk\":{\"id\":\"7\"}}"));

    @Test
    void answersTheRevisionAndNoTimes() {
        assertThat(UserJson.answer(ann).revision()).contains("3");
        assertThat(Json.write(UserJson.answer(ann).data())).doesNotContain("pvt_");
    }

    @Test
    void findsUsersByAnyFieldAndByTime() {
        ObjectNode document = UserJson.filtered(ann);

        assertThat(filter("filter_hotdesk.id", "7").test(document)).isTrue();
        assertThat(filter("filter_hotdesk.id", "8").test(document)).isFalse();
        assertThat(filter("created_to", seconds(CREATED)).test(document)).isTrue();
        assertThat(filter("modified_to", seconds(CREATED)).test(document)).isFalse();
        assertThat(filter("modified_from", seconds(MODIFIED)).test(document)).isTrue();
    }

    private static String seconds(Instant time) {
        return Long.toString(GregorianTime.of(time));
    }

    private static DocumentFilter filter(String name, String value) {
        return DocumentFilter.of(Map.of(name, List.of(value)));
    }
}
