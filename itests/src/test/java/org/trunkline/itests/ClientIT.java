package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import javax.mail.Multipart;
import javax.mail.Part;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What somebody does who is new here, one request after the other as a portal sends them: each test goes on where the last ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientIT {
    private static final String PORTAL = "http://portal.example/";
    private static final String PASSWORD = "a first password";
    private static final Pattern LINK = Pattern.compile("https?://\\S*[?&]recovery=([0-9a-fA-F]+)");

    private static GreenMail mails;
    private static Node node;
    private static Api root;
    private static Api seller;
    private static String rootId;
    private static String resellerId;
    private static String customerId;

    @BeforeAll
    static void start() throws Exception {
        ServerSetup smtp = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(20_000);
        mails = new GreenMail(smtp);
        mails.start();
        node = new Node(
                "client",
                Node.freshDataOf("client"),
                Node.freePort(),
                Map.of(
                        "TRUNKLINE_SMTP_HOST", "127.0.0.1",
                        "TRUNKLINE_SMTP_PORT", Integer.toString(mails.getSmtp().getPort()),
                        "TRUNKLINE_SMTP_TLS", "none",
                        "TRUNKLINE_SMTP_FROM", "desk@trunkline.example",
                        "TRUNKLINE_UI_URLS", PORTAL));
        node.start().awaitHealthy();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        if (mails != null) {
            mails.stop();
        }
    }

    @Test
    @Order(1)
    void rootLogsInAndSeesItself() {
        Api.Reply login = Api.login(node.base(), "root", Node.ROOT_USER, Node.ROOT_PASSWORD);
        assertThat(login.status()).isEqualTo(201);
        rootId = login.data().path("account_id").asText();
        root = Api.withToken(node.base(), login.json().path("auth_token").asText());

        JsonNode account = root.get("/v2/accounts/" + rootId).data();
        assertThat(account.path("superduper_admin").asBoolean()).isTrue();
        JsonNode user = root.get("/v2/accounts/" + rootId + "/users/"
                        + login.data().path("owner_id").asText())
                .data();
        assertThat(user.path("priv_level").asText()).isEqualTo("admin");
        assertThat(root.get("/v2/accounts/" + rootId + "/apps_store").status()).isEqualTo(200);
        assertThat(root.get("/v2/accounts/" + rootId + "/alerts").status()).isEqualTo(200);
        assertThat(root.get("/v2/accounts/" + rootId + "/external_numbers").status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void theWizardMakesAReseller() {
        String above = "/v2/accounts/" + rootId;
        // plans may be none, or not there at all
        Api.Reply plans = root.get(above + "/service_plans?paginate=false");
        assertThat(plans.status() == 404
                        || plans.status() == 200 && plans.data().isArray())
                .isTrue();
        assertThat(root.get(above + "/phone_numbers/classifiers?paginate=false")
                        .data()
                        .has("international"))
                .isTrue();
        resellerId = made(
                        root,
                        "PUT",
                        above,
                        """
                {"name":"Wholesale Ltd","realm":"wholesale.sip.example","language":"en-US","timezone":"Europe/London",
                 "call_restriction":{"caribbean":{"action":"deny"},"international":{"action":"inherit"}},
                 "contact":{"billing":{"country":"GB","region":"","locality":"London","postal_code":"EC1","street_address":"1 High St",
                   "email":"bills@wholesale.example","name":"Bill"},
                  "technical":{"email":"tech@wholesale.example","name":"Tess","number":""}},
                 "ui_restrictions":{"myaccount":{"billing":{"show_tab":false},"balance":{"show_tab":true,"show_credit":true}}}}""")
                .path("id")
                .asText();
        String own = "/v2/accounts/" + resellerId;
        ObjectNode limits = (ObjectNode) root.get(own + "/limits").data();
        limits.put("twoway_trunks", 10).put("inbound_trunks", 5).put("allow_prepay", true);
        assertThat(made(root, "POST", own + "/limits", limits.toString())
                        .path("twoway_trunks")
                        .asInt())
                .isEqualTo(10);
        made(
                root,
                "PUT",
                own + "/callflows",
                "{\"numbers\":[\"no_match\"],\"flow\":{\"children\":{},\"data\":{},\"module\":\"offnet\"}}");
        assertThat(root.get(own + "/callflows?filter_numbers=no_match").data()).hasSize(1);
        credit(root, resellerId, 500);
        JsonNode apps = root.get(own + "/apps_store").data();
        made(root, "POST", own + "/apps_store/blacklist", "{\"blacklist\":[]}");
        assertThat(apps).isNotEmpty();
        admin(root, resellerId, "rita", "rita@wholesale.example");
        made(root, "PUT", own + "/reseller", "{}");

        JsonNode account = root.get(own).data();
        assertThat(account.path("is_reseller").asBoolean()).isTrue();
        assertThat(account.at("/call_restriction/caribbean/action").asText()).isEqualTo("deny");
        assertThat(account.at("/ui_restrictions/myaccount/billing/show_tab").asBoolean())
                .isFalse();
    }

    @Test
    @Order(3)
    void itsAdministratorMakesACustomer() {
        seller = login("Wholesale Ltd", "rita", PASSWORD);
        customerId = made(seller, "PUT", "/v2/accounts/" + resellerId, "{\"name\":\"Corner Shop\"}")
                .path("id")
                .asText();
        String own = "/v2/accounts/" + customerId;
        assertThat(seller.get(own).data().path("reseller_id").asText()).isEqualTo(resellerId);
        assertThat(seller.get("/v2/accounts/" + resellerId + "/children")
                        .data()
                        .at("/0/id")
                        .asText())
                .isEqualTo(customerId);
        ObjectNode limits = (ObjectNode) seller.get(own + "/limits").data();
        made(seller, "POST", own + "/limits", limits.put("twoway_trunks", 2).toString());
        made(
                seller,
                "PUT",
                own + "/callflows",
                "{\"numbers\":[\"no_match\"],\"flow\":{\"module\":\"resources\",\"data\":{\"hunt_account_id\":\""
                        + resellerId + "\"},\"children\":{}}}");
        credit(seller, customerId, 50);
        assertThat(seller.get(own + "/ledgers/total").data().path("amount").decimalValue())
                .isEqualByComparingTo(new BigDecimal(50));
        admin(seller, customerId, "carl", "carl@corner.example");
    }

    @Test
    @Order(4)
    void everySettingOfTheAccountIsChangedAsAPortalDoesIt() {
        changed("name", "\"Corner Shop & Sons\"");
        changed("realm", "\"corner.sip.example\"");
        changed("timezone", "\"America/New_York\"");
        changed("language", "\"de-DE\"");
        changed("country", "\"DE\"");
        changed("org", "\"Corner Shop Inc\"");
        changed(
                "contact",
                "{\"technical\":{\"name\":\"Tim\",\"email\":\"\",\"number\":\"\"},"
                        + "\"billing\":{\"first_name\":\"Bo\",\"last_name\":\"Li\",\"email\":\"bo@corner.example\",\"street_address_extra\":\"\"}}");
        changed(
                "caller_id",
                "{\"internal\":{\"name\":\"Shop\",\"number\":\"100\"},\"external\":{\"number\":\"+14155550100\"},"
                        + "\"emergency\":{\"number\":\"+14155550100\"}}");
        changed(
                "ui_flags",
                "{\"numbers_format\":\"international_with_exceptions\",\"numbers_format_exceptions\":[\"US\"]}");
        changed("caller_id_options", "{\"outbound_privacy\":\"full\",\"show_rate\":true}");
        changed("call_restriction", "{\"international\":{\"action\":\"deny\"}}");
        changed("call_restriction_below", "{\"caribbean\":{\"action\":\"deny\"}}");
        changed("numbers_features", "{\"e911_enabled\":false,\"cnam_enabled\":true}");
        changed("announcement", "\"<b>Closed on Sunday</b>\"");
        changed("custom_notes", "\"<p>Pays late</p>\"");
        changed(
                "contract",
                "{\"end_date\":63996768000,\"representative\":{\"account_id\":\"" + resellerId
                        + "\",\"user_id\":\"\",\"name\":\"Rita\"}}");
        changed("flags", "[\"vip\"]");
        changed("topup", "{\"amount\":20,\"threshold\":5}");
        changed("notifications", "{\"low_balance\":{\"enabled\":true,\"threshold\":5}}");
        changed("preflow", "{\"always\":\"f00d\"}");
        changed("music_on_hold", "{\"media_id\":\"\"}");
        changed("own_field_of_a_portal", "{\"deep\":[1,2.5,{\"a\":null}]}");
        ObjectNode document = whole();
        document.withObject("/ui_restrictions/myaccount/inbound").put("show_tab", false);
        JsonNode restricted = made(seller, "POST", "/v2/accounts/" + customerId, document.toString());
        assertThat(restricted.at("/ui_restrictions/myaccount/inbound/show_tab").asBoolean(true))
                .isFalse();

        // what is taken out of the whole document is gone
        document = whole();
        document.remove("announcement");
        made(seller, "POST", "/v2/accounts/" + customerId, document.toString());
        assertThat(whole().has("announcement")).isFalse();
    }

    /** Reads the whole document, changes one field and sends all of it back, without what portals strip. */
    private static void changed(String field, String value) {
        ObjectNode document = whole();
        document.remove(java.util.List.of(
                "billing_mode", "superduper_admin", "wnm_allow_additions", "created", "is_reseller", "reseller_id"));
        String rest = document.without(field).toString();
        String body = rest.substring(0, rest.length() - 1) + ",\"" + field + "\":" + value
                + ",\"ui_metadata\":{\"ui\":\"x\"}}";
        JsonNode answered = made(seller, "POST", "/v2/accounts/" + customerId, body);
        JsonNode stored = whole().path(field);
        assertThat(stored.toString()).as(field).isEqualTo(value);
        assertThat(answered.path(field)).as(field).isEqualTo(stored);
    }

    private static ObjectNode whole() {
        return (ObjectNode) seller.get("/v2/accounts/" + customerId).data();
    }

    @Test
    @Order(5)
    void aDisabledAccountDoesNotLogInAndAnEnabledOneDoes() {
        Api customer = login("Corner Shop & Sons", "carl", PASSWORD);
        String own = "/v2/accounts/" + customerId;
        made(seller, "POST", own, whole().put("enabled", false).toString());

        Api.Reply refused = Api.login(node.base(), "Corner Shop & Sons", "carl", PASSWORD);
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.data().at("/account/disabled").isMissingNode()).isFalse();
        assertThat(customer.get(own).status()).isEqualTo(401);

        // an account does not lift its own restrictions
        made(seller, "POST", own, whole().put("enabled", true).toString());
        Api again = login("Corner Shop & Sons", "carl", PASSWORD);
        made(
                again,
                "PATCH",
                own,
                "{\"call_restriction\":{\"international\":{\"action\":\"inherit\"}},\"custom_notes\":\"mine\"}");
        assertThat(whole().at("/call_restriction/international/action").asText())
                .isEqualTo("deny");
        assertThat(whole().path("custom_notes").asText()).isEqualTo("<p>Pays late</p>");
        assertThat(again.get(own).data().has("custom_notes")).isFalse();
    }

    @Test
    @Order(6)
    void whoMasqueradesWorksInTheCustomersAccountWithTheTokenOfTheSeller() {
        String own = "/v2/accounts/" + customerId;
        assertThat(seller.get(own + "/alerts").status()).isEqualTo(200);
        assertThat(seller.get(own + "/children").data()).isEmpty();
        made(seller, "PATCH", own, "{\"org\":\"Renamed by the seller\"}");
        JsonNode latest = seller.get(own + "/audit").data().path(0);
        assertThat(latest.at("/by/account_id").asText()).isEqualTo(resellerId);
        assertThat(latest.at("/detail/changes/org/to").asText()).isEqualTo("Renamed by the seller");
        // and not the other way round
        Api customer = login("Corner Shop & Sons", "carl", PASSWORD);
        assertThat(customer.get("/v2/accounts/" + resellerId).status()).isEqualTo(404);
    }

    @Test
    @Order(7)
    void aForgottenPasswordIsRecoveredByTheLinkOfAMail() {
        Api nobody = Api.anonymous(node.base());
        Api.Reply asked = nobody.send(
                "PUT",
                "/v2/user_auth/recovery",
                "{\"data\":{\"username\":\"carl\",\"account_name\":\"Corner Shop & Sons\",\"ui_url\":\"" + PORTAL
                        + "login\",\"ui_metadata\":{}}}");
        assertThat(asked.status()).isEqualTo(202);
        String link = linkTo("carl@corner.example");

        String body = "{\"data\":{\"reset_id\":\"" + link + "\"}}";
        Api.Reply back = nobody.send("POST", "/v2/user_auth/recovery", body);
        assertThat(back.status()).as(back.response().body()).isEqualTo(200);
        assertThat(nobody.send("POST", "/v2/user_auth/recovery", body).status()).isEqualTo(400);
        Api carl = Api.withToken(node.base(), back.json().path("auth_token").asText());
        String self = "/v2/accounts/" + customerId + "/users/"
                + back.data().path("owner_id").asText();
        assertThat(carl.get(self).data().path("require_password_update").asBoolean())
                .isTrue();
        made(carl, "PATCH", self, "{\"password\":\"another password\",\"require_password_update\":false}");

        assertThat(Api.login(node.base(), "Corner Shop & Sons", "carl", PASSWORD)
                        .status())
                .isEqualTo(401);
        login("Corner Shop & Sons", "carl", "another password");
    }

    /** Waits for the mail and reads its link, as a mail program does: decoded, whatever the lines of the transfer are. */
    private static String linkTo(String address) {
        String[] found = new String[1];
        Eventually.within(Duration.ofSeconds(60), () -> {
            for (MimeMessage mail : mails.getReceivedMessages()) {
                try {
                    if (mail.getAllRecipients()[0].toString().equals(address)) {
                        Matcher link = LINK.matcher(text(mail));
                        found[0] = link.find() ? link.group(1) : found[0];
                    }
                } catch (MessagingException e) {
                    throw new IOException(e);
                }
            }
            assertThat(found[0]).isNotNull();
        });
        return found[0];
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                all.append(text(parts.getBodyPart(i))).append('\n');
            }
            return all.toString();
        }
        return part.isMimeType("text/plain") ? part.getContent().toString() : "";
    }

    @Test
    @Order(8)
    void whatIsDeletedIsGone() {
        String own = "/v2/accounts/" + customerId;
        assertThat(root.send("DELETE", "/v2/accounts/" + resellerId, null)
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("account_has_descendants");
        made(seller, "DELETE", own, "{\"ui_metadata\":{}}");

        assertThat(seller.get(own).status()).isEqualTo(404);
        assertThat(Api.login(node.base(), "Corner Shop & Sons", "carl", "another password")
                        .status())
                .isEqualTo(401);
        made(root, "DELETE", "/v2/accounts/" + resellerId, "{}");
        assertThat(seller.get("/v2/accounts/" + resellerId).status()).isEqualTo(401);
        assertThat(root.get("/v2/accounts/" + rootId + "/children").data()).isEmpty();
    }

    private static JsonNode made(Api by, String verb, String path, String data) {
        return by.made(verb, path, data);
    }

    private static void credit(Api by, String account, int amount) {
        made(
                by,
                "PUT",
                "/v2/accounts/" + account + "/ledgers/credit",
                "{\"amount\":" + amount + ",\"source\":{\"service\":\"adjustments\",\"id\":\"first\"},"
                        + "\"usage\":{\"type\":\"credit\",\"quantity\":" + amount + ",\"unit\":\"USD\"}}");
    }

    private static void admin(Api by, String account, String username, String email) {
        made(
                by,
                "PUT",
                "/v2/accounts/" + account + "/users",
                "{\"first_name\":\"" + username + "\",\"last_name\":\"Admin\",\"username\":\"" + username
                        + "\",\"password\":\"" + PASSWORD + "\",\"priv_level\":\"admin\",\"email\":\"" + email
                        + "\",\"send_email_on_creation\":false}");
    }

    private static Api login(String account, String username, String password) {
        Api.Reply reply = Api.login(node.base(), account, username, password);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(201);
        return Api.withToken(node.base(), reply.json().path("auth_token").asText());
    }
}
