package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.AllotmentUsed;
import org.trunkline.limits.Cycle;

/** Who may give which free seconds, and what a wrong document is told (crossbar-api §6.9). */
class AllotmentManagerTest {
    private static final Caller SELLER = Caller.apiKey(R2);
    private static final Caller OWN = Caller.apiKey(C);
    private static final String HOURS = "{\"did_us\":{\"amount\":3600,\"cycle\":\"monthly\",\"note\":\"kept\"}}";

    @TempDir
    Path journal;

    private World world;
    private AllotmentManager allotments;

    @BeforeEach
    void open() {
        world = new World(journal);
        allotments = world.allotments();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void post(Caller caller, String document) {
        allotments.replace(caller, C, Json.parseObject(document));
    }

    @Test
    void anAccountThatWasNeverGivenAnyIsToldSo() {
        assertThatThrownBy(() -> allotments.get(OWN, C)).isInstanceOfSatisfying(DomainException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(failure.code()).isEqualTo("allotments are not configured for this account yet");
        });
        assertThatThrownBy(() -> allotments.used(OWN, C, Optional.empty(), Optional.empty()))
                .isInstanceOf(DomainException.class);
    }

    @Test
    void whatASellerGivesTheAccountReads() {
        post(SELLER, HOURS);

        assertThat(Json.write(allotments.get(OWN, C))).isEqualTo(HOURS);
        AccountId stranger = new AccountId("9".repeat(32));
        world.tree.add(stranger, World.ROOT, true);
        assertThatThrownBy(() -> allotments.get(Caller.apiKey(stranger), C)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> allotments.replace(Caller.apiKey(stranger), C, Json.object()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anAccountGivesItselfNone() {
        post(SELLER, HOURS);

        assertThatThrownBy(() -> post(OWN, "{}")).isInstanceOfSatisfying(DomainException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(failure.code())
                    .isEqualTo("sub-accounts of non-master resellers must contact the reseller to change their"
                            + " allotments");
        });
        assertThat(Json.write(allotments.get(OWN, C))).isEqualTo(HOURS);
    }

    @Test
    void limitsNeitherShowNorChangeThem() {
        post(SELLER, HOURS);

        world.limits.replace(SELLER, C, Json.parseObject("{\"twoway_trunks\":2,\"pvt_allotments\":{}}"));
        world.limits.merge(SELLER, C, Json.parseObject("{\"calls_per_second\":2,\"pvt_allotments\":null}"));
        world.limits.replace(OWN, C, Json.parseObject("{\"twoway_trunks\":1,\"pvt_allotments\":{}}"));

        assertThat(Json.write(allotments.get(OWN, C))).isEqualTo(HOURS);
        assertThat(world.limits.getPrivate(SELLER, C).document().has("pvt_allotments"))
                .isFalse();
        assertThat(world.limits.get(OWN, C).limits().trunks().twoway()).isEqualTo(1);
        post(SELLER, "{}");
        assertThat(world.limits.get(OWN, C).limits().trunks().twoway()).isEqualTo(1);
        assertThat(allotments.get(OWN, C)).isEmpty();
    }

    @Test
    void nobodyInheritsThem() {
        assertThatThrownBy(() -> world.limits.merge(
                        World.system(),
                        R2,
                        Json.parseObject("{\"descendant_defaults\":{\"pvt_allotments\":" + HOURS + "}}")))
                .isInstanceOf(InvalidException.class);
        allotments.replace(World.system(), R2, Json.parseObject(HOURS));

        assertThat(world.state().limits(R2).allotments()).hasSize(1);
        assertThat(world.state().limits(C).allotments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'did_us':{'cycle':'daily'}}|did_us.amount|required",
                "{'did_us':{'amount':60}}|did_us.cycle|required",
                "{'did_us':{'amount':-1,'cycle':'daily'}}|did_us.amount|minimum",
                "{'did_us':{'amount':1000000001,'cycle':'daily'}}|did_us.amount|maximum",
                "{'did_us':{'amount':1.5,'cycle':'daily'}}|did_us.amount|type",
                "{'did_us':{'amount':60,'cycle':'yearly'}}|did_us.cycle|enum",
                "{'did_us':{'amount':60,'cycle':'daily','increment':0}}|did_us.increment|minimum",
                "{'did_us':{'amount':60,'cycle':'daily','minimum':-1}}|did_us.minimum|minimum",
                "{'did_us':{'amount':60,'cycle':'daily','no_consume_time':86401}}|did_us.no_consume_time|maximum",
                "{'did_us':{'amount':60,'cycle':'daily','when_used_up':'never'}}|did_us.when_used_up|enum",
                "{'did_us':{'amount':60,'cycle':'daily','group_consume':['x']}}|did_us.group_consume|enum",
                "{'did_us':{'amount':60,'cycle':'daily','group_consume':['did_us']}}|did_us.group_consume|enum",
                "{'did us':{'amount':60,'cycle':'daily'}}|did us|pattern",
                "{'did_us':60}|did_us|type",
                "{'did_us':null}|did_us|type"
            })
    void aWrongDocumentIsToldItsField(String document, String field, String rule) {
        assertThatThrownBy(() -> post(SELLER, document.replace('\'', '"')))
                .isInstanceOfSatisfying(InvalidException.class, failure -> assertThat(failure.errors())
                        .extracting(FieldError::field, FieldError::rule)
                        .contains(org.assertj.core.api.Assertions.tuple(field, rule)));
        assertThatThrownBy(() -> allotments.get(OWN, C)).isInstanceOf(DomainException.class);
    }

    @Test
    void thereIsABoundToHowManyThereAre() {
        var many = Json.object();
        for (int i = 0; i <= 100; i++) {
            many.putObject("n" + i).put("amount", 1).put("cycle", "daily");
        }
        assertThatThrownBy(() -> allotments.replace(SELLER, C, many)).isInstanceOf(InvalidException.class);
    }

    @Test
    void useIsToldForTheCycleThatIsOpen() {
        post(SELLER, HOURS);
        Instant month = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(allotments.used(OWN, C, Optional.empty(), Optional.empty()))
                .containsExactly(new AllotmentUsed(
                        "did_us", Optional.of(Cycle.MONTHLY), month, Instant.parse("2026-04-01T00:00:00Z"), 0));
        assertThat(allotments.used(OWN, C, Optional.of(month), Optional.of(month.plusSeconds(9))))
                .containsExactly(new AllotmentUsed("did_us", Optional.empty(), month, month.plusSeconds(9), 0));
    }
}
