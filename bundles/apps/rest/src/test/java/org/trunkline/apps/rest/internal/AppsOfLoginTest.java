package org.trunkline.apps.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** The apps that a login names. */
final class AppsOfLoginTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));
    private static final UserId ANN = new UserId("b".repeat(32));
    private static final String WORDS = ",'i18n':{'en-US':{'label':'Accounts'},'fr-FR':{'label':'Comptes'}}";

    private final List<AccountApp> offered = List.of(
            app("1", "{'name':'accounts','api_url':'https://api.example/v2/'" + WORDS + "}", "{'allowed_users':'all'}"),
            app("2", "{'name':'numbers'" + WORDS + "}", "{'allowed_users':'admins'}"),
            app("3", "{'name':'fax','i18n':{}}", "{'allowed_users':'specific','users':['" + ANN + "']}"),
            app("4", "{'name':'pbxs'}", "{'users':[{'id':'" + ANN + "'}]}"),
            app("5", "{'name':'other'}", "{'allowed_users':'specific','users':[]}"),
            app("6", "{'name':'not installed'}", null));

    private final AppsOfLogin apps = new AppsOfLogin((AppService) Proxy.newProxyInstance(
            AppService.class.getClassLoader(), new Class<?>[] {AppService.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("list");
                assertThat(arguments[1]).isEqualTo(ACME);
                return offered;
            }));

    private static AccountApp app(String id, String document, String entry) {
        return new AccountApp(
                new App(id.repeat(32), json(document)),
                Optional.ofNullable(entry).map(AppsOfLoginTest::json));
    }

    private static ObjectNode json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private List<String> names(Caller holder) {
        ObjectNode answer = Json.object();
        apps.contribute(holder, "en-US", answer);
        return answer.path("apps").findValuesAsText("name");
    }

    @Test
    void areThoseThatTheUserMayUse() {
        assertThat(names(Caller.user(ACME, ANN, Role.USER, "ann"))).containsExactly("accounts", "fax", "pbxs");
        assertThat(names(Caller.user(ACME, UserId.random(), Role.ADMIN, "bob"))).containsExactly("accounts", "numbers");
        assertThat(names(Caller.user(ACME, UserId.random(), Role.USER, "carl"))).containsExactly("accounts");
        assertThat(names(Caller.apiKey(ACME))).containsExactly("accounts", "numbers");
    }

    @Test
    void areCalledInTheLanguageOfTheUser() {
        ObjectNode answer = json("{'apps':[]}");
        apps.contribute(Caller.user(ACME, ANN, Role.USER, "ann"), "fr-FR", answer);

        assertThat(answer.path("apps").get(0))
                .isEqualTo(json("{'id':'" + "1".repeat(32)
                        + "','name':'accounts','api_url':'https://api.example/v2/','label':'Comptes'}"));
        assertThat(answer.path("apps").get(1).path("label").asText()).isEqualTo("fax");
    }
}
