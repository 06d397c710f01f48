package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.tasks.spi.GivenRun;

/** A process that dies at any step of an import, and the same file again: nothing is missing and nothing is there twice. */
class AccountImportCrashTest {
    private static final String FILE = String.join(
            "\n",
            "name,parent,realm,org,admin_email",
            "Old,,,New Org,",
            "One,,one.test,,ann@one.test",
            "Two,One,two.test,,bob@two.test",
            "Three,,,,");

    private int callsLeft = Integer.MAX_VALUE;
    private Killed killed = Killed.BEFORE_IT_IS_DONE;

    /** When the process dies. */
    enum Killed {
        BEFORE_IT_IS_DONE,
        AFTER_IT_WAS_DONE
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource
    void theSameFileAgainDoesWhatIsMissing(Killed moment) {
        killed = moment;
        boolean isOver = false;
        int steps = 0;
        while (!isOver) {
            Case of = new Case();
            callsLeft = steps++;
            isOver = of.isImported();
            callsLeft = Integer.MAX_VALUE;

            of.restart();
            GivenRun again = new GivenRun(of.world.rootAdmin, Map.of(), FILE);
            of.importer(of.world.store, of.users).run(again);

            assertThat(again.failed()).as("killed at step " + steps).isZero();
            assertThat(of.names())
                    .as("killed at step " + steps)
                    .containsExactlyInAnyOrder("root", "Old", "One", "Two", "Three");
            assertThat(of.users.made)
                    .containsExactlyInAnyOrder(of.id("one") + "/ann@one.test", of.id("two") + "/bob@two.test");
            assertThat(of.of("old").document().path("org").asText()).isEqualTo("New Org");
            assertThat(of.of("old").revision()).as("written once").isEqualTo(2);
        }
        assertThat(steps).isGreaterThan(20);
    }

    /** A world of its own behind stores that die. */
    private final class Case {
        private final AccountWorld world = new AccountWorld();
        private final KnownAdministrators users = new KnownAdministrators();
        private TreeModel tree = world.tree;

        Case() {
            world.add(world.root, "Old");
        }

        boolean isImported() {
            try {
                importer(dying(AccountStore.class, world.store), dying(AccountAdministrators.class, users))
                        .run(new GivenRun(world.rootAdmin, Map.of(), FILE));
                return true;
            } catch (Crash e) {
                return false;
            }
        }

        AccountImport importer(AccountStore store, AccountAdministrators administrators) {
            return new AccountImport(world.managerWith(store, tree), store, tree, administrators);
        }

        void restart() {
            tree = new TreeModel(world.store, world.rootAccount, world.feed, new AccountWorld.TreeConfig());
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            world.store.after(java.util.Optional.empty(), 100).forEach(account -> names.add(account.name()));
            return names;
        }

        Account of(String nameKey) {
            return world.store.findByName(nameKey).orElseThrow();
        }

        String id(String nameKey) {
            return of(nameKey).id().value();
        }
    }

    private <T> T dying(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    boolean dies = callsLeft-- == 0;
                    if (dies && killed == Killed.BEFORE_IT_IS_DONE) {
                        throw new Crash();
                    }
                    try {
                        Object result = method.invoke(real, given);
                        if (dies) {
                            throw new Crash();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
