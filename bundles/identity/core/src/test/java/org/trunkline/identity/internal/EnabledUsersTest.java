package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;

/** How many enabled users accounts have, as other domains are told. */
class EnabledUsersTest {
    private static final AccountId ACME = TwoAccounts.ACME;

    private final IdentityFixture identity = new IdentityFixture();

    @Test
    void usersThatWereThereBeforeCount() {
        identity.user(ACME, "ann", "admin");
        identity.user(TwoAccounts.ROOT, "root", "admin");

        EnabledUsers counts = new EnabledUsers(identity.userStore, identity.feed);

        assertThat(counts.enabled(ACME)).isEqualTo(1);
        assertThat(counts.enabled(TwoAccounts.ROOT)).isEqualTo(1);
        assertThat(counts.enabled(new AccountId("f".repeat(32)))).isZero();
    }

    @Test
    void usersCountFromTheirCreationUntilTheyAreDisabledOrDeleted() {
        EnabledUsers counts = new EnabledUsers(identity.userStore, identity.feed);
        List<Integer> told = new ArrayList<>();
        ChangeFeed.Subscription subscription = counts.subscribe(account -> told.add(counts.enabled(account)));

        User ann = identity.user(ACME, "ann", "admin");
        User bob = identity.user(ACME, "bob", "user");
        merge(ann, "{\"enabled\":false}");
        merge(ann, "{\"first_name\":\"Anna\"}");
        merge(ann, "{\"enabled\":true}");
        identity.users.delete(IdentityFixture.SYSTEM, ACME, bob.id());
        identity.users.delete(IdentityFixture.SYSTEM, ACME, ann.id());

        assertThat(told).containsExactly(1, 2, 1, 2, 1, 0);
        subscription.close();
        identity.user(ACME, "carl", "user");
        assertThat(told).hasSize(6);
        assertThat(counts.enabled(ACME)).isEqualTo(1);
    }

    private void merge(User user, String changes) {
        identity.users.merge(IdentityFixture.SYSTEM, ACME, user.id(), Json.parseObject(changes));
    }
}
