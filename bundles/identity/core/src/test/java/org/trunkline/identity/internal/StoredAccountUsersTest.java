package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/** Which users accounts have, as other domains are told. */
class StoredAccountUsersTest {
    private static final AccountId ACME = TwoAccounts.ACME;

    private final IdentityFixture identity = new IdentityFixture();
    private final StoredAccountUsers users = new StoredAccountUsers(identity.userStore);

    @Test
    void aUserIsOfItsAccountAlone() {
        User ann = identity.user(ACME, "ann", "user");

        assertThat(users.has(ACME, ann.id())).isTrue();
        assertThat(users.has(TwoAccounts.ROOT, ann.id())).isFalse();
        assertThat(users.has(ACME, new UserId("0".repeat(32)))).isFalse();
    }

    @Test
    void aDisabledUserIsOneUntilItIsDeleted() {
        User ann = identity.user(ACME, "ann", "user");

        identity.users.merge(IdentityFixture.SYSTEM, ACME, ann.id(), Json.parseObject("{\"enabled\":false}"));
        assertThat(users.has(ACME, ann.id())).isTrue();

        identity.users.delete(IdentityFixture.SYSTEM, ACME, ann.id());
        assertThat(users.has(ACME, ann.id())).isFalse();
    }
}
