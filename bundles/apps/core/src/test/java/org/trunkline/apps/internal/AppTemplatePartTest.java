package org.trunkline.apps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.trunkline.apps.App;
import org.trunkline.apps.spi.InMemoryAppStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** Apps that templates give to accounts, and take from them. */
class AppTemplatePartTest {
    private static final AccountId RESELLER = OneReseller.RESELLER;
    private static final AccountId CUSTOMER = OneReseller.CUSTOMER;
    private static final Caller ABOVE = Caller.apiKey(RESELLER);
    private static final String ONE = "1".repeat(32);
    private static final String TWO = "2".repeat(32);

    @TempDir
    private Path folder;

    private AppManager apps;
    private AppTemplatePart part;

    @BeforeEach
    void start() throws IOException {
        for (String id : List.of(ONE, TWO)) {
            Files.writeString(
                    folder.resolve("app" + id.charAt(0) + ".json"),
                    "{\"id\":\"" + id + "\",\"name\":\"app" + id.charAt(0)
                            + "\",\"i18n\":{\"en-US\":{\"label\":\"An app\",\"description\":\"It does\"}}}");
        }
        OneReseller tree = new OneReseller();
        Catalogue catalogue = new Catalogue(config(folder.toString()));
        apps = new AppManager(new InMemoryAppStore(), catalogue, tree, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        part = new AppTemplatePart(apps, catalogue, tree);
    }

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

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').replace("ONE", ONE).replace("TWO", TWO));
    }

    private String audience(String app) {
        return apps.get(ABOVE, CUSTOMER, app)
                .entry()
                .map(entry -> entry.path(App.ALLOWED_USERS).asText())
                .orElse("none");
    }

    @Test
    void appsAreInstalledChangedAndTakenAwayAndOthersStay() {
        apps.install(ABOVE, CUSTOMER, TWO, Json.object().put("allowed_users", "all"));
        JsonNode wanted = part.check(ABOVE, RESELLER, json("{'ONE':{'allowed_users':'admins'}}"));

        assertThat(part.preview(ABOVE, CUSTOMER, wanted)).isEqualTo(json("{'apps.ONE':{'to':'admins'}}"));
        assertThat(audience(ONE)).isEqualTo("none");
        part.apply(ABOVE, CUSTOMER, wanted);
        assertThat(audience(ONE)).isEqualTo("admins");
        assertThat(audience(TWO)).isEqualTo("all");
        assertThat(part.apply(ABOVE, CUSTOMER, wanted)).isEmpty();

        JsonNode other = json("{'ONE':{'allowed_users':'all'},'TWO':{'installed':false}}");
        assertThat(part.apply(ABOVE, CUSTOMER, other))
                .isEqualTo(json("{'apps.ONE':{'from':'admins','to':'all'},'apps.TWO':{'from':'all'}}"));
        assertThat(audience(ONE)).isEqualTo("all");
        assertThat(audience(TWO)).isEqualTo("none");
        assertThat(part.apply(ABOVE, CUSTOMER, other)).isEmpty();
    }

    @Test
    void anAppThatIsNotOfferedIsRefusedButMayBeTakenAway() {
        apps.replaceBlacklist(
                ABOVE, CUSTOMER, (com.fasterxml.jackson.databind.node.ObjectNode) json("{'blacklist':['ONE']}"));

        assertThatThrownBy(() -> part.preview(ABOVE, CUSTOMER, json("{'ONE':{'allowed_users':'all'}}")))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("apps." + ONE));
        assertThat(part.apply(ABOVE, CUSTOMER, json("{'ONE':{'installed':false}}")))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsToldByItsPath() {
        assertThatThrownBy(() -> part.check(
                        ABOVE,
                        RESELLER,
                        json("{'no':{'allowed_users':'all'},'ONE':{'allowed_users':'specific','users':[]},'TWO':5}")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "apps.no", "apps." + ONE + ".allowed_users", "apps." + ONE + ".users", "apps." + TWO));
        assertThatThrownBy(() -> part.check(ABOVE, RESELLER, json("{'ONE':{}}")))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void onlyWhoInstallsAppsThereMay() {
        Caller plain = Caller.user(RESELLER, UserId.random(), Role.USER, "bob");
        JsonNode wanted = json("{'ONE':{'allowed_users':'all'}}");

        assertThatThrownBy(() -> part.preview(plain, CUSTOMER, wanted)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> part.apply(Caller.apiKey(CUSTOMER), RESELLER, wanted))
                .isInstanceOf(NotFoundException.class);
    }
}
