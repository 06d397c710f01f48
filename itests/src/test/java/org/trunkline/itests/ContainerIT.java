package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The assembly in a container of Pax Exam, from outside: REST, SSH console, switch API. */
class ContainerIT {
    private static final Duration START_MAX = Duration.ofSeconds(300);
    private static final List<String> DENIED = List.of("deny", "account_unknown");

    @Test
    void theAssemblyServesRestConsoleAndSwitches() throws Exception {
        Map<String, String> environment = Map.of(
                "TRUNKLINE_ROOT_USER", Node.ROOT_USER,
                "TRUNKLINE_ROOT_PASSWORD", Node.ROOT_PASSWORD);
        try (Container container = Container.startWhole("whole", environment)) {
            Eventually.within(START_MAX, () -> assertThat(
                            Api.anonymous(container.base()).get("/health").status())
                    .isEqualTo(200));

            Calls calls = Calls.set(Api.asRoot(container.base()));
            Api sbc = calls.switchOf(container.base());
            assertThat(calls.authorize(sbc, "one").json().path("decision").asText())
                    .isEqualTo("allow");
            assertThat(Calls.end(sbc, "one", 55).json().path("posted").asBoolean())
                    .isTrue();
            assertThat(calls.balance(Api.asRoot(container.base()), calls.customer))
                    .isEqualByComparingTo(Calls.CREDIT.subtract(Calls.COST));
            JsonNode stranger = sbc.send(
                            "POST",
                            "/switch/v1/calls",
                            "{\"call_id\":\"two\",\"direction\":\"outbound\",\"account_id\":\"" + "0".repeat(32)
                                    + "\",\"from\":\"+14155550100\",\"to\":\"+4930123456\"}")
                    .json();
            assertThat(List.of(
                            stranger.path("decision").asText(),
                            stranger.path("reason").asText()))
                    .isEqualTo(DENIED);
            try (Console console = container.console()) {
                assertThat(console.run("account:tree")).contains("Reseller").contains("Customer");
                assertThat(console.run("ledger:verify")).contains("The ledger is sound.");
                assertThat(console.run("account:show -j Customer")).contains("\"id\":\"" + calls.customer);
                assertCommandsGoAndComeWithTheirDomain(console);
            }
            assertThat(container.errors()).isEmpty();
        }
    }

    private static void assertCommandsGoAndComeWithTheirDomain(Console console) throws Exception {
        console.run("bundle:stop org.trunkline.rating.core");
        Eventually.within(START_MAX, () -> assertThat(console.run("rate:quote +4930123456"))
                .contains("not found"));
        assertThat(console.run("account:tree")).contains("Customer");
        assertThat(console.run("ledger:balance Customer")).contains("USD");

        console.run("bundle:start org.trunkline.rating.core");
        Eventually.within(START_MAX, () -> assertThat(console.run("rate:quote -a Customer +4930123456"))
                .contains("0.06"));
    }
}
