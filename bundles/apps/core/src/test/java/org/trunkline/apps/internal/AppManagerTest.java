package org.trunkline.apps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppImage;
import org.trunkline.apps.spi.InMemoryAppStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** Which apps an account has (crossbar-api §8). */
class AppManagerTest {
    private static final AccountId RESELLER = OneReseller.RESELLER;
    private static final AccountId CUSTOMER = OneReseller.CUSTOMER;
    private static final Caller ABOVE = Caller.apiKey(RESELLER);
    private static final Caller ADMIN = Caller.apiKey(CUSTOMER);
    private static final Caller USER = Caller.user(CUSTOMER, UserId.random(), Role.USER, "bob");
    private static final String EXTRA = "e".repeat(32);
    private static final String HIDDEN = "f".repeat(32);
    private static final OneReseller TREE = new OneReseller();

    @TempDir
    private Path folder;

    private AppManager apps;
    private String accounts;

    private static Catalogue.Config config(String folder) {
        return new Catalogue.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return Catalogue.Config.class;
            }

            @Override
            public String folder() {
                return folder;
            }
        };
    }

    private void document(String id, String name, String more) throws IOException {
        String text = "{\"id\":\"" + id + "\",\"name\":\"" + name
                + "\",\"i18n\":{\"en-US\":{\"label\":\"An app\",\"description\":\"It does\"}}" + more + "}";
        Files.writeString(folder.resolve(name + ".json"), text);
    }

    @BeforeEach
    void start() throws IOException {
        document(EXTRA, "extra", ",\"icon\":\"extra.png\",\"screenshots\":[\"one.png\"]");
        document(HIDDEN, "hidden", ",\"published\":false,\"icon\":\"missing.png\"");
        Files.writeString(folder.resolve("extra.png"), "PNG");
        Files.writeString(folder.resolve("one.png"), "ONE");
        Files.writeString(folder.resolve("broken.json"), "{\"name\":\"broken\"}");
        Files.writeString(folder.resolve("text.json"), "no JSON");
        OneReseller tree = TREE;
        apps = new AppManager(
                new InMemoryAppStore(),
                new Catalogue(config(folder.toString())),
                tree,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        accounts = apps.list(ADMIN, CUSTOMER).get(0).app().id();
    }

    private static ObjectNode json(String text) {
        return Json.parseObject(text);
    }

    private List<String> names(Caller caller, AccountId account) {
        return apps.list(caller, account).stream()
                .map(each -> each.app().name())
                .toList();
    }

    private static String audience(AccountApp app) {
        return app.document().path(App.ALLOWED_USERS).asText("none");
    }

    @Test
    void administratorsHaveTheAccountsAppWithoutAnyoneInstallingIt() {
        AccountApp app = apps.get(USER, CUSTOMER, accounts);

        assertThat(app.app().name()).isEqualTo("accounts");
        assertThat(audience(app)).isEqualTo("admins");
        assertThat(app.document().get("masqueradable").asBoolean()).isTrue();
    }

    @Test
    void offersWhatIsPublishedAndRootAll() {
        assertThat(names(USER, CUSTOMER)).containsExactly("accounts", "extra");
        assertThat(names(ABOVE, RESELLER)).containsExactly("accounts", "extra", "hidden");
    }

    @Test
    void anAppIsInstalledChangedAndTakenAway() {
        assertThat(audience(apps.get(ADMIN, CUSTOMER, EXTRA))).isEqualTo("none");
        String user = "c".repeat(32);

        ObjectNode installed = apps.install(
                        ADMIN,
                        CUSTOMER,
                        EXTRA,
                        json("{\"allowed_users\":\"specific\",\"users\":[{\"id\":\"" + user + "\"}]}"))
                .document();
        assertThat(installed.get("users").toString()).isEqualTo("[{\"id\":\"" + user + "\"}]");
        apps.change(ADMIN, CUSTOMER, EXTRA, json("{\"allowed_users\":\"all\",\"users\":[]}"));
        assertThat(audience(apps.get(USER, CUSTOMER, EXTRA))).isEqualTo("all");
        apps.uninstall(ADMIN, CUSTOMER, EXTRA);

        assertThat(audience(apps.get(ADMIN, CUSTOMER, EXTRA))).isEqualTo("none");
        assertThat(names(ADMIN, CUSTOMER)).contains("extra");
    }

    @Test
    void whatIsInstalledEverywhereIsTakenAwayFromOneAccountOnly() {
        apps.uninstall(ADMIN, CUSTOMER, accounts);

        assertThat(audience(apps.get(ADMIN, CUSTOMER, accounts))).isEqualTo("none");
        assertThat(audience(apps.get(ABOVE, RESELLER, accounts))).isEqualTo("admins");
        apps.install(ADMIN, CUSTOMER, accounts, json("{\"allowed_users\":\"all\"}"));
        assertThat(audience(apps.get(ADMIN, CUSTOMER, accounts))).isEqualTo("all");
    }

    @Test
    void saysThatAnAppIsInstalledOrIsNot() {
        assertThatThrownBy(() -> apps.install(ADMIN, CUSTOMER, accounts, json("{}")))
                .isInstanceOfSatisfying(DomainException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
                    assertThat(e.code()).isEqualTo("Application already installed");
                });
        assertThatThrownBy(() -> apps.change(ADMIN, CUSTOMER, EXTRA, json("{}")))
                .hasMessage("Application is not installed");
        assertThatThrownBy(() -> apps.uninstall(ADMIN, CUSTOMER, EXTRA)).hasMessage("Application is not installed");
    }

    @Test
    void whatIsNotOfferedIsNeitherFoundNorInstalled() {
        for (String app : List.of(HIDDEN, "0".repeat(32), "x".repeat(300))) {
            assertThatThrownBy(() -> apps.get(ADMIN, CUSTOMER, app))
                    .isInstanceOfSatisfying(DomainException.class, e -> {
                        assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
                        assertThat(app).startsWith((String) e.data().get("details"));
                    });
            assertThatThrownBy(() -> apps.install(ADMIN, CUSTOMER, app, json("{}")))
                    .isInstanceOfSatisfying(
                            DomainException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.FORBIDDEN));
        }
    }

    @Test
    void theAccountAboveKeepsAnAppFromOneBelow() {
        apps.replaceBlacklist(ABOVE, CUSTOMER, json("{\"blacklist\":[\"" + EXTRA + "\",\"" + EXTRA + "\"]}"));

        assertThat(names(ADMIN, CUSTOMER)).containsExactly("accounts");
        assertThat(apps.blacklist(ABOVE, CUSTOMER)).containsExactly(EXTRA);
        assertThatThrownBy(() -> apps.install(ADMIN, CUSTOMER, EXTRA, json("{}")))
                .isInstanceOf(AppRefused.class);
        apps.replaceBlacklist(ABOVE, CUSTOMER, json("{\"blacklist\":[]}"));
        assertThat(names(ADMIN, CUSTOMER)).containsExactly("accounts", "extra");
    }

    @Test
    void anAccountDoesNotLiftItsOwnBlacklist() {
        assertThatThrownBy(() -> apps.replaceBlacklist(ADMIN, CUSTOMER, json("{\"blacklist\":[]}")))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> apps.blacklist(ADMIN, CUSTOMER)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void usersInstallNothingAndNobodyReachesUpwards() {
        assertThatThrownBy(() -> apps.install(USER, CUSTOMER, EXTRA, json("{}")))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> apps.list(ADMIN, RESELLER)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> apps.uninstall(ADMIN, RESELLER, accounts)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThatThrownBy(() ->
                        apps.install(ADMIN, CUSTOMER, EXTRA, json("{\"allowed_users\":\"some\",\"users\":[\"x\"]}")))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors()).extracting("field").containsExactly("allowed_users", "users.0"));
        assertThatThrownBy(() -> apps.replaceBlacklist(ABOVE, CUSTOMER, json("{\"blacklist\":\"x\"}")))
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> apps.replaceBlacklist(ABOVE, CUSTOMER, json("{}")))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void showsImagesThatTheDocumentNamesAndNoOthers() throws IOException {
        assertThat(text(apps.icon(EXTRA).orElseThrow())).isEqualTo("PNG");
        assertThat(text(apps.screenshot(EXTRA, 0).orElseThrow())).isEqualTo("ONE");
        assertThat(apps.icon(accounts).orElseThrow().mediaType()).isEqualTo("image/svg+xml");
        assertThat(apps.icon(HIDDEN)).isEmpty();
        assertThat(apps.icon("0".repeat(32))).isEmpty();
        assertThat(apps.screenshot(EXTRA, 1)).isEmpty();
        assertThat(apps.screenshot(EXTRA, -1)).isEmpty();
    }

    private static String text(AppImage image) throws IOException {
        try (var content = image.content()) {
            return new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void aFileOutsideOfTheFolderIsNoImage() {
        ObjectNode document =
                json("{\"name\":\"bad\",\"i18n\":{},\"icon\":\"../secret.png\",\"screenshots\":[\"/x.png\"]}");

        assertThatThrownBy(() -> AppDocument.read(document))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors()).extracting("field").containsExactly("icon", "screenshots"));
    }

    @Test
    void anIdGivenByNothingIsThatOfTheName() {
        ObjectNode document = json("{\"name\":\"named\",\"i18n\":{}}");

        assertThat(AppDocument.read(document).id())
                .isEqualTo(AppDocument.read(document).id())
                .hasSize(32);
    }
}
