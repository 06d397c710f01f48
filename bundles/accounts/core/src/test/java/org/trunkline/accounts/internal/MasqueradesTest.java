package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.spi.InMemoryAccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UnavailableException;

/** Who looks into an account below its own leaves a record. */
class MasqueradesTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountId seller = world.addReseller(world.root, "Seller").id();
    private final AccountId customer = world.add(seller, "Customer").id();
    private final Masquerades masquerades = new Masquerades(world.store, world.clock);
    private final TreeModel tree =
            new TreeModel(world.store, world.rootAccount, world.feed, masquerades, new AccountWorld.TreeConfig());
    private final AccountManager accounts = world.managerWith(tree);
    private final Caller admin = AccountWorld.admin(seller);

    private static Caller asking(Caller caller, String request) {
        return caller.withVia(new Caller.Via("id", "192.0.2.7", request));
    }

    private List<Change> reads() {
        return world.feed.changes().stream()
                .filter(change -> change.topic().equals(Masquerades.TOPIC))
                .toList();
    }

    private void read(Caller caller, AccountId account) {
        accounts.get(asking(caller, "GET accounts/" + account), account);
    }

    @Test
    void theFirstReadIsRecordedWithWhoAndFromWhere() {
        read(admin, customer);

        assertThat(reads()).hasSize(1);
        Change read = reads().get(0);
        assertThat(read.account()).isEqualTo(customer);
        assertThat(read.action()).isEqualTo("read");
        assertThat(read.by().user()).isEqualTo(admin.user());
        assertThat(read.by().via().address()).isEqualTo("192.0.2.7");
    }

    @Test
    void onceInAQuarterOfAnHourForEachCallerAndAccount() {
        read(admin, customer);
        read(admin, customer);
        tree.require(asking(admin, "GET accounts/" + customer + "/users"), customer, Permission.USER_READ);
        assertThat(reads()).hasSize(1);

        read(AccountWorld.admin(seller), customer);
        read(admin, world.add(seller, "Other").id());
        assertThat(reads()).hasSize(3);

        world.clock.move(Masquerades.ONCE_IN.minus(Duration.ofMillis(1)));
        read(admin, customer);
        assertThat(reads()).hasSize(3);
        world.clock.move(Duration.ofMillis(1));
        read(admin, customer);
        assertThat(reads()).hasSize(4);
    }

    @Test
    void theOwnAccountListsOfItAndWritesAreNoMasquerades() {
        read(admin, seller);
        Caller lists = asking(admin, "GET accounts/" + seller + "/children");
        accounts.children(lists, seller, PageRequest.first());
        accounts.descendantsCount(lists, customer);
        accounts.merge(asking(admin, "PATCH accounts/" + customer), customer, AccountWorld.named("Renamed"));
        accounts.get(Caller.system(world.root, "console"), customer);

        assertThat(reads()).isEmpty();
    }

    @Test
    void whoMayNotReadLeavesNoRecord() {
        AccountId other = world.add(world.root, "Stranger").id();

        assertThatThrownBy(() -> read(admin, other)).isInstanceOf(NotFoundException.class);

        assertThat(reads()).isEmpty();
    }

    @Test
    void aReadThatCannotBeRecordedIsRefusedAndTheNextOneRecorded() {
        boolean[] isDown = {true};
        InMemoryAccountStore store = new InMemoryAccountStore(change -> {
            if (isDown[0]) {
                throw new UnavailableException("datastore_unreachable", "the database does not answer");
            }
            world.feed.publish(change);
        });
        Masquerades own = new Masquerades(store, world.clock);
        Caller asking = asking(admin, "GET accounts/" + customer);

        assertThatThrownBy(() -> own.note(asking, customer)).isInstanceOf(UnavailableException.class);
        isDown[0] = false;
        own.note(asking, customer);

        assertThat(reads()).hasSize(1);
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i <= Masquerades.REMEMBERED_MAX; i++) {
            AccountId account = AccountId.random();
            masquerades.note(asking(admin, "GET accounts/" + account), account);
        }
        int before = reads().size();

        read(admin, customer);
        read(admin, customer);

        assertThat(reads()).hasSize(before + 1);
    }
}
