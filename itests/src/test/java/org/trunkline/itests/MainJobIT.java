package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the real distribution, from outside: REST, console, switch API; replaced, restarted and killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
    private static final int CALLS = 300;
    private static final int KILL_AFTER = 100;

    private static Node node;
    private static Calls calls;

    @BeforeAll
    static void start() throws Exception {
        node = new Node("main", Node.freshDataOf("main"), Node.freePort());
        node.start().awaitHealthy();
        calls = Calls.set(Api.asRoot(node.base()));
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    @Order(1)
    void badRequestsGetClearErrors() {
        Api root = Api.asRoot(node.base());
        Api nobody = Api.anonymous(node.base());
        String path = "/v2/accounts/" + calls.customer;

        assertThat(nobody.get(path).status()).isEqualTo(401);
        assertThat(Api.withToken(node.base(), "garbage").get(path).status()).isEqualTo(401);
        assertThat(Api.login(node.base(), "root", "admin", "wrong").status()).isEqualTo(401);
        assertThat(root.get("/v2/accounts/" + "0".repeat(32)).status()).isEqualTo(404);
        assertThat(root.get("/v2/no_such_thing").status()).isEqualTo(404);
        assertThat(root.get("/v2/no_such_thing").json().path("status").asText()).isEqualTo("error");
        assertThat(root.send("DELETE", path + "/limits", null).status()).isEqualTo(405);
        assertThat(root.send("PUT", path, "{\"data\":").status()).isEqualTo(400);
        assertThat(root.send("PUT", path, "{\"data\":{\"name\":5}}")
                        .json()
                        .at("/data/name/type/message")
                        .asText())
                .contains("string");
        assertThat(root.send("PUT", path, "{\"data\":{\"x\":\"" + "x".repeat(9_000_000) + "\"}}")
                        .status())
                .isEqualTo(413);
        for (String amount : List.of("-5", "0", "1e30", "\"five\"", "0.0000001")) {
            Api.Reply credit = root.send(
                    "PUT",
                    path + "/ledgers/credit",
                    "{\"data\":{\"amount\":" + amount + ",\"source\":{\"service\":\"payments\",\"id\":\"2\"},"
                            + "\"usage\":{\"type\":\"credit\",\"quantity\":1,\"unit\":\"USD\"}}}");
            assertThat(credit.status()).as(amount).isEqualTo(400);
            assertThat(credit.data().has("amount")).as(amount).isTrue();
        }
        assertThat(calls.balance(root, calls.customer)).isEqualByComparingTo(Calls.CREDIT);
        assertThat(nobody.send("OPTIONS", path, null, "Origin", "http://ui.example")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void anotherTenantIsNotFound() {
        Api root = Api.asRoot(node.base());
        root.made(
                "PUT",
                "/v2/accounts/" + calls.customer + "/users",
                "{\"first_name\":\"Ann\",\"last_name\":\"Bee\",\"username\":\"ann\",\"password\":\"long enough\","
                        + "\"priv_level\":\"admin\"}");
        Api.Reply login = Api.login(node.base(), "Customer", "ann", "long enough");
        Api ann = Api.withToken(node.base(), login.json().path("auth_token").asText());

        assertThat(login.status()).isEqualTo(201);
        assertThat(ann.get("/v2/accounts/" + calls.customer).status()).isEqualTo(200);
        assertThat(ann.get("/v2/accounts/" + calls.reseller).status()).isEqualTo(404);
        assertThat(ann.get("/v2/accounts/" + calls.reseller + "/ledgers/total").status())
                .isEqualTo(404);
        assertThat(ann.send("PUT", "/v2/switches", "{\"data\":{\"name\":\"x\"}}")
                        .status())
                .isIn(403, 404);
        assertThat(ann.send("POST", "/v2/accounts/" + calls.customer + "/limits", "{\"data\":{\"outbound_trunks\":9}}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(3)
    void theSwitchApiKeepsItsContract() {
        Api sbc = calls.switchOf(node.base());

        assertThat(Api.ofSwitch(node.base(), "tks_wrong")
                        .get("/switch/v1/calls")
                        .status())
                .isEqualTo(401);
        assertThat(sbc.send("POST", "/switch/v1/calls", "{").status()).isEqualTo(400);
        assertThat(sbc.send("POST", "/switch/v1/calls", "{}")
                        .json()
                        .at("/error/field")
                        .asText())
                .isNotEmpty();
        assertThat(Calls.end(sbc, "never-heard-of", 5).status()).isEqualTo(404);
        JsonNode decision = calls.authorize(sbc, "contract").json();
        assertThat(decision.path("decision").asText()).isEqualTo("allow");
        assertThat(decision.path("max_seconds").asLong()).isEqualTo(60);
        assertThat(decision.path("levels")).hasSize(2);
        assertThat(calls.authorize(sbc, "contract").json()).isEqualTo(decision);
        assertThat(Calls.answer(sbc, "contract").status()).isEqualTo(200);
        assertThat(sbc.send("POST", "/switch/v1/calls/contract/renew", "{\"elapsed_seconds\":40}")
                        .json()
                        .path("max_seconds")
                        .asLong())
                .isEqualTo(100);
        JsonNode end = Calls.end(sbc, "contract", 0).json();
        assertThat(end.path("posted").asBoolean()).isTrue();
        assertThat(Calls.end(sbc, "contract", 0).json()).isEqualTo(end);
        assertThat(Calls.end(sbc, "contract", 1).status()).isEqualTo(409);
    }

    @Test
    @Order(3)
    void usersAreListedByWhatTheFilterAsks() {
        Api root = Api.asRoot(node.base());
        String users = "/v2/accounts/" + calls.customer + "/users";
        for (String name : List.of("cat", "dog")) {
            root.made(
                    "PUT",
                    users,
                    "{\"first_name\":\"" + name + "\",\"last_name\":\"x\",\"username\":\"" + name
                            + "\",\"password\":\"long enough\"}");
        }

        JsonNode found = root.get(users + "?filter_username=cat").data();

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/first_name").asText()).isEqualTo("cat");
        assertThat(root.get(users).data()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    @Order(4)
    void theConsoleShowsTheTreeTheLimitsAndTheMoney() throws Exception {
        Eventually.within(Duration.ofSeconds(30), () -> {
            try (Console console = node.openConsole()) {
                assertThat(console.run("account:tree")).contains("Reseller").contains("Customer");
                assertThat(console.run("account:show Customer")).contains(calls.customer);
                assertThat(console.run("limits:set Customer calls=500")).contains("500");
                assertThat(console.run("limits:show Customer")).contains("500");
                assertThat(console.run("rate:quote -a Customer +4930123456")).contains("0.06");
                assertThat(console.run("ledger:balance Customer")).contains(Calls.CREDIT + " USD");
                assertThat(console.run("ledger:verify")).contains("The ledger is sound.");
                assertThat(console.run("account:show nobody")).contains("no account");
            }
        });
    }

    @Test
    @Order(5)
    void theRulesAreReplacedWhileSwitchesAndOthersGetTheirAnswers() throws Exception {
        Api sbc = calls.switchOf(node.base());
        calls.authorize(sbc, "survivor");
        Path jar = NextVersion.rulesOf(node.home());
        long restored = restored();
        try (Console console = node.openConsole();
                Asking asking = new Asking(node.base(), calls)) {
            asking.awaitAnswers();
            for (int i = 0; i < 3; i++) {
                console.run("bundle:update " + NextVersion.RULES + " " + jar.toUri());
            }
            asking.awaitAnswers();
            assertThat(asking.wrong()).isEmpty();
        }
        assertThat(restored()).as("the call state stayed where it was").isEqualTo(restored);
        JsonNode again = calls.authorize(sbc, "survivor").json();
        assertThat(again.path("decision").asText()).isEqualTo("allow");
        assertThat(again.path("ended").asBoolean()).isFalse();
    }

    @Test
    @Order(6)
    void theNextRulesStartBesideThoseThatDecideAndTakeOver(@TempDir Path folder) throws Exception {
        Api sbc = calls.switchOf(node.base());
        Path jar = NextVersion.rulesOf(node.home());
        Path next = NextVersion.write(jar, "99.0.0", folder);
        try (Console console = node.openConsole();
                Asking asking = new Asking(node.base(), calls)) {
            asking.awaitAnswers();
            console.run("bundle:install -s " + next.toUri());
            asking.awaitAnswers();
            console.run("bundle:uninstall " + NextVersion.RULES + "/" + NextVersion.of(jar));
            asking.awaitAnswers();
            assertThat(asking.wrong()).isEmpty();
            assertThat(console.run("bundle:list -s"))
                    .containsOnlyOnce(NextVersion.RULES)
                    .contains("99.0.0");
        }
        assertThat(calls.authorize(sbc, "survivor").json().path("ended").asBoolean())
                .isFalse();
        assertThat(Calls.end(sbc, "survivor", 0).status()).isEqualTo(200);
    }

    private static long restored() throws IOException {
        return node.log()
                .lines()
                .filter(line -> line.contains("Call state restored"))
                .count();
    }

    @Test
    @Order(7)
    void aRestartKeepsAccountsBalancesAndLiveCalls() throws Exception {
        calls.authorize(calls.switchOf(node.base()), "through-the-restart");
        node.stop();
        node.start().awaitHealthy();

        Api root = Api.asRoot(node.base());
        Api sbc = calls.switchOf(node.base());
        assertThat(calls.balance(root, calls.customer)).isEqualByComparingTo(Calls.CREDIT);
        assertThat(sbc.get("/switch/v1/calls").json().at("/calls/0/call_id").asText())
                .isEqualTo("through-the-restart");
        assertThat(Calls.end(sbc, "through-the-restart", 0)
                        .json()
                        .path("posted")
                        .asBoolean())
                .isTrue();
        assertThat(sbc.get("/switch/v1/calls").json().path("calls")).isEmpty();
    }

    @Test
    @Order(8)
    void killedInTheMiddleEachCallIsChargedOncePerLevel() throws Exception {
        Api before = calls.switchOf(node.base());
        AtomicInteger ended = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            clients.submit(() -> {
                for (int i = first; i < CALLS; i += 4) {
                    calls.authorize(before, "call-" + i);
                    Calls.answer(before, "call-" + i);
                    Calls.end(before, "call-" + i, 55);
                    ended.incrementAndGet();
                }
            });
        }
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(ended.get()).isGreaterThanOrEqualTo(KILL_AFTER));
        node.kill();
        clients.shutdownNow();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.get()).isLessThan(CALLS);

        node.start().awaitHealthy();
        Api sbc = calls.switchOf(node.base());
        for (int i = 0; i < CALLS; i++) {
            String callId = "call-" + i;
            for (int repeat = 0; repeat < 2; repeat++) {
                assertThat(calls.authorize(sbc, callId).json().path("decision").asText())
                        .isEqualTo("allow");
                Calls.answer(sbc, callId);
            }
            for (int repeat = 0; repeat < 2; repeat++) {
                assertThat(Calls.end(sbc, callId, 55).json().path("posted").asBoolean())
                        .isTrue();
            }
        }

        Api root = Api.asRoot(node.base());
        for (String account : List.of(calls.customer, calls.reseller)) {
            BigDecimal expected = Calls.CREDIT.subtract(Calls.COST.multiply(BigDecimal.valueOf(CALLS)));
            assertThat(calls.balance(root, account)).isEqualByComparingTo(expected);
            JsonNode entries = root.get("/v2/accounts/" + account + "/ledgers/per-minute-voip?page_size=1000")
                    .data();
            Set<String> sources = new HashSet<>();
            entries.forEach(entry -> sources.add(entry.at("/source/id").asText()));
            assertThat(entries).hasSize(CALLS);
            assertThat(sources).hasSize(CALLS);
        }
        assertThat(sbc.get("/switch/v1/calls").json().path("calls")).isEmpty();
        Eventually.within(Duration.ofSeconds(30), () -> {
            try (Console console = node.openConsole()) {
                assertThat(console.run("ledger:verify")).contains("The ledger is sound.");
            }
        });
    }
}
