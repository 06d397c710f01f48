package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.accounts.internal.TemplateWorld.json;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** Settings given to many accounts. */
class TemplateTaskTest {
    private static final String DENY = "{\"caribbean\":{\"action\":\"deny\"}}";

    private final TemplateWorld world = new TemplateWorld();

    private GivenRun applied(Caller caller, Map<String, String> options, String... lines) {
        GivenRun run = new GivenRun(caller, options, String.join("\n", lines));
        world.task.run(run);
        return run;
    }

    private Account account(AccountId id) {
        return world.accounts.store.find(id).orElseThrow();
    }

    private void gold() {
        world.templates.create(
                world.admin,
                world.seller,
                json("{'name':'Gold','call_restriction':" + DENY.replace('"', '\'') + ",'colour':'red'}"));
    }

    @Test
    void aPreviewSaysOfEachAccountWhatWouldChangeAndChangesNothing() {
        gold();
        world.colours.put(world.one, "blue");
        world.colours.put(world.two, "red");
        world.accounts.set(world.two, "{\"call_restriction\":" + DENY + "}");

        GivenRun run = applied(
                world.admin, Map.of("template", "gold", "preview", "true"), "account_id", world.one.value(), "Two");

        assertThat(run.written())
                .containsExactly(
                        TemplateTask.HEADER,
                        List.of("2", "would_change", world.one.value(), "One", "call_restriction", "", DENY, ""),
                        List.of("2", "would_change", world.one.value(), "One", "colour", "blue", "red", ""),
                        List.of("3", "unchanged", world.two.value(), "Two", "", "", "", ""));
        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(world.colours).containsEntry(world.one, "blue");
        assertThat(account(world.one).document().has("call_restriction")).isFalse();
    }

    @Test
    void aTemplateIsAppliedAndOnceMoreChangesNothing() {
        gold();
        String[] file = {"account_id", world.one.value(), world.two.value()};

        applied(world.admin, Map.of("template", "Gold"), file);
        assertThat(world.colours).containsEntry(world.one, "red").containsEntry(world.two, "red");
        assertThat(account(world.two).document().path("call_restriction").toString())
                .isEqualTo(DENY);
        long revision = account(world.two).revision();

        assertThat(applied(world.admin, Map.of("template", "Gold"), file).rows())
                .extracting(row -> row.get(1))
                .containsExactly("unchanged", "unchanged");
        assertThat(account(world.two).revision()).isEqualTo(revision);
    }

    @Test
    void aRowSaysMoreThanTheTemplateAndAloneIsEnough() {
        gold();
        applied(
                world.admin,
                Map.of(),
                "account_id\ttemplate\tcolour\tcall_restriction",
                world.one + "\tgold\tgreen\t{\"uk\":{\"action\":\"deny\"}}",
                world.two + "\t\tblue\t");

        assertThat(world.colours).containsEntry(world.one, "green").containsEntry(world.two, "blue");
        assertThat(account(world.one).document().path("call_restriction")).hasSize(2);
        assertThat(account(world.two).document().has("call_restriction")).isFalse();
    }

    @Test
    void aRowThatIsWrongNamesItsFieldAndNothingOfItIsDone() {
        GivenRun run = applied(
                world.admin,
                Map.of(),
                "account_id\ttemplate\tcolour\tcall_restriction",
                world.one + "\t\tpink\t" + DENY,
                world.one + "\tno such\t\t",
                world.one + "\t\t\t",
                world.one + "\t\t\t{",
                world.seller + "\t\tred\t",
                world.accounts.root + "\t\tred\t",
                "\t\tred\t",
                world.two + "\t\tred\t");

        assertThat(run.rows())
                .extracting(row -> row.get(4))
                .containsExactly(
                        "colour",
                        "template",
                        "template",
                        "call_restriction",
                        "account_id",
                        "account_id",
                        "account_id",
                        "colour");
        assertThat(run.failed()).isEqualTo(7);
        assertThat(world.colours).containsOnly(Map.entry(world.two, "red"));
        assertThat(account(world.one).document().has("call_restriction")).isFalse();
    }

    @Test
    void rightsAreAskedForEachAccount() {
        AccountId below = world.accounts.add(world.one, "Below").id();

        GivenRun own = applied(AccountWorld.admin(world.one), Map.of(), "account_id,colour", below + ",red");

        assertThat(own.rows().get(0).get(1)).isEqualTo("failed");
        assertThat(world.colours).isEmpty();
        NewTask wanted = new NewTask("accounts", "apply", "", Map.of("template", "gold"));
        assertThatThrownBy(() -> world.task.check(AccountWorld.admin(world.one), world.one, wanted))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.task.check(world.admin, world.seller, wanted))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void whatNoTemplateCanBeCalledIsNoTemplate() {
        for (String name : List.of("\0", "a\0b", "\ud800", "a".repeat(129))) {
            NewTask wanted = new NewTask("accounts", "apply", "", Map.of("template", name));

            assertThatThrownBy(() -> world.task.check(world.admin, world.seller, wanted))
                    .isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void aPreviewWithATypoIsNoOrder() {
        assertThatThrownBy(() -> world.task.check(
                        world.admin, world.seller, new NewTask("accounts", "apply", "", Map.of("preview", "yes"))))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void theColumnsAreThoseOfThePartsThatAreThere() {
        assertThat(world.task.kind().optional())
                .containsExactly("template", "call_restriction", "call_restriction_below", "colour", "ui_restrictions");
    }
}
