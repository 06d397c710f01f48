package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;

/** Somebody can log in to a new installation, and no password is lost or told twice. */
final class FirstAdministratorTest {
    private final IdentityFixture identity = new IdentityFixture();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void showsAGeneratedPasswordOnce() {
        start("", "");
        String text = shown.toString(StandardCharsets.UTF_8);
        Matcher password = Pattern.compile("password: +(\\S{16,})").matcher(text);

        assertThat(password.find()).isTrue();
        assertThat(text).contains("account name: root", "realm:        root.example.com", "user:         admin");
        assertThat(identity.login("root", "admin", password.group(1)).identity().root())
                .isTrue();

        shown.reset();
        start("", "");
        assertThat(shown.size()).isZero();
        assertThat(identity.userStore
                        .list(TwoAccounts.ROOT, PageRequest.first())
                        .rows())
                .hasSize(1)
                .allMatch(user -> user.role() == Role.ADMIN);
    }

    @Test
    void takesTheConfiguredOneWithoutShowingIt() {
        start("Boss", "a long password");

        assertThat(shown.size()).isZero();
        assertThat(identity.login("root", "boss", "a long password").token()).isNotBlank();
    }

    @Test
    void refusesAShortPassword() {
        assertThatThrownBy(() -> start("", "1234567"))
                .isInstanceOf(FirstAdministrator.BadSettings.class)
                .hasMessageContaining("TRUNKLINE_ROOT_PASSWORD");
        assertThat(identity.userStore.hasUsers(TwoAccounts.ROOT)).isFalse();
    }

    @Test
    void leavesAnAccountWithUsersAlone() {
        User there = identity.user(TwoAccounts.ROOT, "there", "admin");

        start("", "short");

        assertThat(identity.userStore
                        .list(TwoAccounts.ROOT, PageRequest.first())
                        .rows())
                .containsExactly(there);
    }

    private void start(String user, String password) {
        FirstAdministrator.ensure(
                identity.userStore,
                identity.accounts.root(),
                identity.clock,
                new Config(user, password),
                new PrintStream(shown, true, StandardCharsets.UTF_8));
    }

    private record Config(String root_user, String _root_password) implements FirstAdministrator.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return FirstAdministrator.Config.class;
        }
    }
}
