package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** Decks as files: what is exported can be imported, and what is named can be deleted. */
class RateFilesTest {
    private static final String GOLD = "gold";

    private final World world = new World();
    private final RateExport exports = new RateExport(world.model, world.tree, world.clock);
    private final RateDelete deletes = new RateDelete(world.writer, world.model, world.tree, world.clock);

    @Test
    void whatIsExportedIsImportedAgainAsItWas() {
        create("{'prefix':44,'rate_cost':0.000000001,'rate_increment':6,'rate_surcharge':0.05,'weight':7}");
        create("{'prefix':4420,'rate_cost':1,'direction':['inbound','outbound'],'iso_country_code':'GB',"
                + "'options':['a','b'],'routes':['^x;y$'],'windows':'sat;sun','valid_from':'2026-01-01'}");
        create("{'prefix':4420,'rate_cost':2,'direction':['inbound'],'rate_suffix':'x','rate_name':'UK',"
                + "'description':'Britain','internal_rate_cost':0.5,'caller_id_numbers':'33:34'}");

        GivenRun export = exported(GOLD);
        List<List<String>> rows = export.written();
        GivenRun run = world.imported(RESELLER, Map.of(), csv(rows).replace(GOLD, "copy"));

        assertThat(export.expected()).isEqualTo(3);
        assertThat(export.succeeded()).isEqualTo(3);
        assertThat(rows).hasSize(4);
        assertThat(run.errors()).isEmpty();
        assertThat(documents("copy")).hasSize(3).isEqualTo(documents(GOLD));
    }

    @Test
    void exportsTheRatesInForceWithTheirEdits() {
        world.imported(RESELLER, GOLD, "prefix,rate_cost\n44,1\n45,1\n");
        world.imported(
                RESELLER, Map.of(RateImport.DECK, GOLD, RateImport.EFFECTIVE, "2027-01-01"), "prefix,rate_cost\n44,9");
        world.rating.delete(admin(RESELLER), RESELLER, GOLD, "XX-45");

        GivenRun export = exported(GOLD);

        assertThat(export.expected()).isEqualTo(1);
        assertThat(export.written()).hasSize(2);
        assertThat(export.written().get(1)).startsWith("44", "1");
    }

    @Test
    void deletesTheRatesThatAreLikeARowInEveryColumnItGives() {
        world.imported(
                RESELLER,
                GOLD,
                "prefix,rate_cost,direction,iso_country_code\n44,1,inbound,GB\n44,2,outbound,GB\n45,1,,\n46,1.50,,\n47,1,,\n");

        GivenRun run = deleted("prefix,direction,rate_cost\n44,inbound,\n46,,1.5\n");

        assertThat(run.errors()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(documents(GOLD)).hasSize(3);
        assertThat(world.inForce(RESELLER, GOLD).withPrefix("44"))
                .extracting(RateRow::id)
                .containsExactly("GB-44-out");
        assertThat(deleted("prefix\n44\n45\n47\n").succeeded()).isEqualTo(3);
        assertThat(documents(GOLD)).isEmpty();
    }

    @Test
    void deletesNothingOfADeckIfARowMeansNoRate() {
        world.imported(RESELLER, GOLD, "prefix,rate_cost\n44,1\n45,1\n");

        GivenRun run = deleted("prefix,rate_cost,ratedeck_id\n44,1,\n45,7,\n99,,\n44,1,nowhere\n");

        assertThat(run.succeeded()).isZero();
        assertThat(run.errors())
                .extracting(error -> error.split(" ")[0] + " " + error.split(" ")[1])
                .containsExactly("3 prefix", "4 prefix", "5 ratedeck_id");
        assertThat(documents(GOLD)).hasSize(2);
    }

    @Test
    void isForSellersOnlyAndForDecksThatAreThere() {
        NewTask wanted = new NewTask("rates", "export", "", Map.of());

        assertThatThrownBy(() -> exports.check(admin(CUSTOMER), CUSTOMER, wanted))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> deletes.check(admin(CUSTOMER), CUSTOMER, wanted))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> exports.check(admin(RESELLER), RESELLER, wanted))
                .isInstanceOf(NotFoundException.class);
    }

    private void create(String json) {
        world.create(RESELLER, GOLD, json);
    }

    private GivenRun exported(String deck) {
        GivenRun run = new GivenRun(admin(RESELLER), Map.of(RateImport.DECK, deck), "");
        exports.run(run);
        return run;
    }

    private GivenRun deleted(String csv) {
        GivenRun run = new GivenRun(admin(RESELLER), Map.of(RateImport.DECK, GOLD), csv);
        deletes.run(run);
        return run;
    }

    /** Cells are joined by tabs, which none of them has. */
    private static String csv(List<List<String>> rows) {
        return String.join(
                "\n", rows.stream().map(row -> String.join("\t", row)).toList());
    }

    private List<ObjectNode> documents(String deck) {
        return world
                .rating
                .rates(admin(RESELLER), RESELLER, deck, new PageRequest(Optional.empty(), 50, true))
                .rows()
                .stream()
                .map(rate -> Json.parseObject(Json.write(rate.document())).<ObjectNode>without("ratedeck_id"))
                .toList();
    }
}
