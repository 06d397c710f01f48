package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** Accounts made and changed by a file. */
class AccountImportTest {
    private static final NewTask WANTED = new NewTask("accounts", "import", "", Map.of());

    private final AccountWorld world = new AccountWorld();
    private final KnownAdministrators users = new KnownAdministrators();
    private final AccountId seller = world.addReseller(world.root, "Seller").id();
    private final Caller admin = AccountWorld.admin(seller);

    private GivenRun imported(String... lines) {
        GivenRun run = new GivenRun(admin, Map.of(), String.join("\n", lines));
        new AccountImport(world.accounts, world.store, world.tree, users).run(run);
        return run;
    }

    private Account named(String name) {
        return world.store.findByName(Account.nameKey(name)).orElseThrow();
    }

    private static List<String> statuses(GivenRun run) {
        return run.rows().stream().map(row -> row.get(1)).toList();
    }

    @Test
    void makesAccountsWithTheirSettingsAndInvitesTheirAdministrators() {
        GivenRun run = imported(
                "name,realm,timezone,contact.billing.email,admin_email,admin_first_name,admin_last_name",
                "One,one.test,Europe/Paris,pay@one.test,ann@one.test,Ann,Lee",
                "Two,,,,,,");

        Account one = named("One");
        assertThat(one.parent()).contains(seller);
        assertThat(one.realm()).isEqualTo("one.test");
        assertThat(one.document().path("timezone").asText()).isEqualTo("Europe/Paris");
        assertThat(one.document().at("/contact/billing/email").asText()).isEqualTo("pay@one.test");
        assertThat(one.document().has("send_email_on_creation")).isFalse();
        assertThat(users.made).containsExactly(one.id() + "/ann@one.test");
        assertThat(run.written().get(0)).isEqualTo(AccountImport.HEADER);
        assertThat(run.rows())
                .containsExactly(
                        List.of("2", "created", one.id().value(), "One", "invited", "", ""),
                        List.of("3", "created", named("Two").id().value(), "Two", "", "", ""));
        assertThat(run.succeeded()).isEqualTo(2);
    }

    @Test
    void aFileThatComesAgainChangesNothingAndFindsEverything() {
        String[] file = {
            "name,enabled,realm,admin_username,admin_password",
            "One,true,one.test,ann,secret-1",
            "Two,FALSE,,bob,secret-2"
        };
        imported(file);
        long revision = named("Two").revision();

        GivenRun again = imported(file);

        assertThat(again.rows())
                .containsExactly(
                        List.of("2", "unchanged", named("One").id().value(), "One", "there", "", ""),
                        List.of("3", "unchanged", named("Two").id().value(), "Two", "there", "", ""));
        assertThat(named("Two").revision()).isEqualTo(revision);
        assertThat(users.made).hasSize(2);
    }

    @Test
    void aRowChangesWhatItNamesAndBlankCellsChangeNothing() {
        imported("name,org,timezone", "One,First,Europe/Paris");
        AccountId id = named("One").id();

        assertThat(statuses(imported("account_id,name,org", id + ",Uno,"))).containsExactly("updated");

        assertThat(named("Uno").id()).isEqualTo(id);
        assertThat(named("Uno").document().path("org").asText()).isEqualTo("First");
        assertThat(named("Uno").document().path("timezone").asText()).isEqualTo("Europe/Paris");
    }

    @Test
    void anIdThatIsNotThereIsThatOfANewAccount() {
        String id = "0123456789abcdef0123456789abcdef";
        String[] file = {"account_id,name", id + ",One"};

        assertThat(statuses(imported(file))).containsExactly("created");
        assertThat(statuses(imported(file))).containsExactly("unchanged");
        assertThat(named("One").id().value()).isEqualTo(id);
    }

    @Test
    void parentsAreNamedByIdOrNameAlsoThoseOfEarlierRows() {
        imported("name,parent", "One,", "Two,one", "Three," + seller, "Four,Two");

        assertThat(named("Two").parent()).contains(named("One").id());
        assertThat(named("Three").parent()).contains(seller);
        assertThat(named("Four").parent()).contains(named("Two").id());
    }

    @Test
    void aRowThatIsWrongNamesItsColumnAndTheOthersAreMade() {
        Account other = world.add(world.root, "Other");
        imported("name", "Taken");
        GivenRun run = imported(
                "name,parent,account_id,realm,timezone,admin_email",
                "One,,,one.test,Nowhere/None,",
                "Two,,,two.test,,no-address",
                "Three,Other,,,,",
                "Other,,,,,",
                ",,,,,",
                "Four,,xyz,,,",
                "Five,," + other.id() + ",,,",
                "Taken,," + named("Taken").id() + ",,,",
                "Six,Six,,,,",
                "Seven,,,,,");

        assertThat(statuses(run))
                .containsExactly(
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "unchanged",
                        "failed",
                        "created");
        assertThat(run.rows().stream().map(row -> row.get(5)))
                .containsExactly(
                        "timezone",
                        "admin_email",
                        "parent",
                        "name",
                        "name",
                        "account_id",
                        "account_id",
                        "",
                        "parent",
                        "");
        assertThat(run.rows().get(1).get(6)).isEqualTo("admin_email: Field is not in the correct format");
        assertThat(run.failed()).isEqualTo(8);
        assertThat(run.errors()).hasSize(8);
        assertThat(world.store.findByName("two")).isEmpty();
        assertThat(named("Other")).isEqualTo(world.store.find(other.id()).orElseThrow());
    }

    @Test
    void anAccountElsewhereIsNotMovedByARow() {
        imported("name", "One", "Two");
        GivenRun run = imported(
                "name,parent,account_id", "Two,One,", "Two,One," + named("Two").id());

        assertThat(run.rows().stream().map(row -> row.get(5))).containsExactly("name", "parent");
        assertThat(named("Two").parent()).contains(seller);
    }

    @Test
    void anAccountWhoseAdministratorIsMissingIsGivenIt() {
        imported("name", "One");

        GivenRun run = imported("name,admin_email", "One,ann@one.test");

        assertThat(run.rows().get(0)).startsWith("2", "updated").contains("invited");
    }

    @Test
    void withoutUsersNoAccountIsMadeForAnAdministrator() {
        GivenRun run = new GivenRun(admin, Map.of(), "name,admin_email\nOne,ann@one.test\nTwo,");
        new AccountImport(world.accounts, world.store, world.tree, null).run(run);

        assertThat(statuses(run)).containsExactly("failed", "created");
        assertThat(run.rows().get(0).get(5)).isEqualTo("admin_username");
    }

    @Test
    void onlyWhoMayCreateAccountsThereImports() {
        AccountImport task = new AccountImport(world.accounts, world.store, world.tree, users);
        AccountId other = world.add(world.root, "Other").id();

        task.check(admin, seller, WANTED);
        assertThatThrownBy(() -> task.check(AccountWorld.plainUser(seller), seller, WANTED))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> task.check(admin, other, WANTED)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whoMakesAnAccountSaysWhetherAnybodyIsTold() {
        world.accounts.create(admin, seller, AccountWorld.named("Told"));
        world.accounts.create(admin, seller, AccountWorld.named("Quiet").put("send_email_on_creation", false));

        assertThat(world.feed.changes().stream()
                        .filter(change -> change.action().equals("created"))
                        .map(change -> Json.parseObject(change.detail())
                                .path("send_email_on_creation")
                                .asBoolean()))
                .endsWith(true, false);
        assertThat(named("Quiet").document().has("send_email_on_creation")).isFalse();
    }
}
