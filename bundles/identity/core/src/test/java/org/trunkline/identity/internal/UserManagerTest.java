package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;

/** Who may change what of users, and what users must be like. */
final class UserManagerTest {
    private final IdentityFixture identity = new IdentityFixture();
    private final User root = identity.user(TwoAccounts.ROOT, "root", "admin");
    private final User ann = identity.user(TwoAccounts.ACME, "ann", "admin");
    private final User bob = identity.user(TwoAccounts.ACME, "bob", "user");

    @Test
    void takesTheDocumentInAndGivesItBackWithoutThePassword() {
        ObjectNode sent = person("Carl").put("username", "Carl@X").put("password", "secret1");
        sent.putObject("ui_flags").put("colorblind", true);
        sent.put("credentials", "abc").put("id", "x").put("confirm_password", "secret1");

        User carl = identity.users.create(as(ann), TwoAccounts.ACME, sent);

        assertThat(carl.username()).contains("carl@x");
        assertThat(carl.role()).isEqualTo(Role.USER);
        assertThat(carl.enabled()).isTrue();
        assertThat(Json.write(carl.document())).isEqualTo("{\"ui_flags\":{\"colorblind\":true}}");
        assertThat(Json.write(carl.wireDocument())).doesNotContain("password\"", "secret1", "credentials");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        ObjectNode sent = Json.object()
                .put("username", "no spaces")
                .put("password", "short")
                .put("priv_level", "king")
                .put("email", "nowhere");

        assertThatThrownBy(() -> identity.users.create(as(ann), TwoAccounts.ACME, sent))
                .satisfies(wrong(
                        tuple("first_name", "required"),
                        tuple("last_name", "required"),
                        tuple("username", "pattern"),
                        tuple("password", "minLength"),
                        tuple("priv_level", "enum"),
                        tuple("email", "wrong_format")));
    }

    @Test
    void refusesATakenUsernameAndNamesWithoutPassword() {
        assertThatThrownBy(() -> identity.users.create(
                        as(ann),
                        TwoAccounts.ACME,
                        person("B").put("username", "BOB").put("password", "secret1")))
                .satisfies(wrong(tuple("username", "unique")));
        assertThatThrownBy(() -> identity.users.create(
                        as(ann), TwoAccounts.ACME, person("B").put("username", "carl")))
                .satisfies(wrong(tuple("password", "required")));
        assertThatThrownBy(() -> identity.users.create(
                        as(ann), TwoAccounts.ACME, person("B").put("password", "secret1")))
                .satisfies(wrong(tuple("username", "required")));
        assertThatThrownBy(() -> identity.users.merge(
                        as(ann), TwoAccounts.ACME, bob.id(), Json.object().put("username", "bobby")))
                .satisfies(wrong(tuple("password", "required")));
    }

    @Test
    void replacesAllButWhatMustStay() {
        identity.users.merge(as(ann), TwoAccounts.ACME, bob.id(), Json.object().put("timezone", "UTC"));

        User replaced = identity.users.replace(as(ann), TwoAccounts.ACME, bob.id(), person("Robert"));

        assertThat(replaced.firstName()).isEqualTo("Robert");
        assertThat(replaced.document().has("timezone")).isFalse();
        assertThat(replaced.username()).contains("bob");
        assertThat(identity.login("acmeinc", "bob", IdentityFixture.PASSWORD).token())
                .isNotBlank();
    }

    @Test
    void letsPlainUsersChangeSomeOfTheirOwnFieldsOnly() {
        ObjectNode sent = bob.wireDocument()
                .put("first_name", "Robert")
                .put("priv_level", "admin")
                .put("username", "boss")
                .put("enabled", false)
                .put("service", "mine")
                .put("password", "my own one")
                .put("language", "de-DE");

        User changed = identity.users.replace(as(bob), TwoAccounts.ACME, bob.id(), sent);

        assertThat(changed.firstName()).isEqualTo("Robert");
        assertThat(changed.role()).isEqualTo(Role.USER);
        assertThat(changed.username()).contains("bob");
        assertThat(changed.enabled()).isTrue();
        assertThat(changed.document().has("service")).isFalse();
        assertThat(identity.login("acmeinc", "bob", "my own one").identity().language())
                .isEqualTo("de-DE");
        assertThatThrownBy(() -> identity.users.merge(as(bob), TwoAccounts.ACME, ann.id(), Json.object()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.users.delete(as(bob), TwoAccounts.ACME, bob.id()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.users.create(as(bob), TwoAccounts.ACME, person("C")))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void speaksTheLanguageOfTheAccountToUsersWhoChoseNone() {
        assertThat(identity.login("acmeinc", "bob", IdentityFixture.PASSWORD)
                        .identity()
                        .language())
                .isEqualTo("fr-FR");
    }

    @Test
    void writesOnlyTheRevisionThatIsExpected() {
        long read = bob.revision();
        LongPredicate expected = revision -> revision == read;
        identity.users.merge(as(ann), TwoAccounts.ACME, bob.id(), Json.object().put("x", 1), expected);

        assertStale(() -> identity.users.merge(as(ann), TwoAccounts.ACME, bob.id(), person("B"), expected));
        assertStale(() -> identity.users.replace(as(ann), TwoAccounts.ACME, bob.id(), person("B"), expected));
        assertStale(() -> identity.users.delete(as(ann), TwoAccounts.ACME, bob.id(), expected));
        assertThat(identity.users.get(as(ann), TwoAccounts.ACME, bob.id()).firstName())
                .isEqualTo(bob.firstName());
    }

    /** The predicate is asked between reading and writing: there another writer comes in, every time but the last. */
    @Test
    void keepsWhatOtherWritersHaveChangedMeanwhile() {
        AtomicInteger others = new AtomicInteger();
        LongPredicate anotherWrites = revision -> {
            if (others.incrementAndGet() <= 3) {
                ObjectNode change = Json.object().put("field_" + others.get(), true);
                identity.users.merge(as(ann), TwoAccounts.ACME, bob.id(), change);
            }
            return true;
        };

        User changed = identity.users.merge(
                as(ann), TwoAccounts.ACME, bob.id(), Json.object().put("mine", true), anotherWrites);

        assertThat(changed.document().properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("field_1", "field_2", "field_3", "mine");
    }

    @Test
    void boundsTheWholeDocument() {
        ObjectNode large = Json.object().put("note", "x".repeat(Checks.DOCUMENT_LENGTH_MAX));

        assertThatThrownBy(() -> identity.users.merge(as(ann), TwoAccounts.ACME, bob.id(), large))
                .satisfies(wrong(tuple("data", "maxSize")));
    }

    @Test
    void neverEchoesAPassword() {
        for (JsonNode password : List.of(Json.parse("\"s3\\u0001\""), Json.parse("[\"s3cret\"]"))) {
            ObjectNode sent = person("B").put("username", "b").set("password", password);

            assertThatThrownBy(() -> identity.users.create(as(ann), TwoAccounts.ACME, sent))
                    .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                            .isNotEmpty()
                            .allSatisfy(error -> assertThat(error.value()).isNull()));
        }
    }

    @Test
    void doesNotFindUsersOfOtherAccounts() {
        assertThatThrownBy(() -> identity.users.get(as(ann), TwoAccounts.ACME, root.id()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> identity.users.get(as(ann), TwoAccounts.ROOT, root.id()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> identity.users.delete(as(root), TwoAccounts.ROOT, ann.id()))
                .isInstanceOf(NotFoundException.class);
        assertThat(identity.users.get(as(root), TwoAccounts.ACME, ann.id())).isEqualTo(ann);
        assertThat(identity.users
                        .list(as(ann), TwoAccounts.ACME, PageRequest.first())
                        .rows())
                .containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void keepsTheLastAdministratorOfRoot() {
        for (ObjectNode change : new ObjectNode[] {
            Json.object().put("enabled", false),
            Json.object().put("priv_level", "user"),
            Json.object().putNull("username")
        }) {
            assertThatThrownBy(() -> identity.users.merge(as(root), TwoAccounts.ROOT, root.id(), change))
                    .as(Json.write(change))
                    .isInstanceOf(ForbiddenException.class);
        }
        assertThatThrownBy(() -> identity.users.delete(as(root), TwoAccounts.ROOT, root.id()))
                .isInstanceOf(ForbiddenException.class);

        identity.user(TwoAccounts.ROOT, "second", "admin");
        assertThat(identity.users.delete(as(root), TwoAccounts.ROOT, root.id()).id())
                .isEqualTo(root.id());
        assertThat(identity.users.delete(as(ann), TwoAccounts.ACME, ann.id()).id())
                .isEqualTo(ann.id());
    }

    private static void assertStale(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConflictException.class, e -> assertThat(e.causeValue())
                .isEqualTo("revision"));
    }

    private static Caller as(User user) {
        return Caller.user(
                user.account(), user.id(), user.role(), user.username().orElseThrow());
    }

    private static ObjectNode person(String firstName) {
        return Json.object().put("first_name", firstName).put("last_name", "Lee");
    }

    private static Consumer<Throwable> wrong(Tuple... errors) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting("field", "rule")
                .containsExactlyInAnyOrder(errors));
    }

    @Test
    void recordsWhichFieldsChangeAndNoSecret() {
        User user = identity.user(TwoAccounts.ACME, "carl", "user");
        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                user.id(),
                Json.object().put("first_name", "Bea").put("password", "quite secret"));

        List<Change> changes = identity.feed.changes();
        Change created = changes.get(changes.size() - 2);
        Change changed = changes.get(changes.size() - 1);
        assertThat(Json.parseObject(created.detail())
                        .path("changes")
                        .path("username")
                        .path("to")
                        .asText())
                .isEqualTo("carl");
        assertThat(changed.action()).isEqualTo("login_changed");
        assertThat(Json.parseObject(changed.detail()))
                .isEqualTo(Json.parseObject("{\"changes\":{\"first_name\":{\"from\":\"Ann\",\"to\":\"Bea\"}}}"));
        assertThat(changes).allSatisfy(change -> assertThat(change.detail())
                .doesNotContain("quite secret")
                .doesNotContain(IdentityFixture.PASSWORD));
    }
}
