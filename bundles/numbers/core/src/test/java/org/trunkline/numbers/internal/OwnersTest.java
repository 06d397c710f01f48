package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.numbers.internal.NumberWorld.CUSTOMER;
import static org.trunkline.numbers.internal.NumberWorld.NEIGHBOUR;
import static org.trunkline.numbers.internal.NumberWorld.NUMBER;
import static org.trunkline.numbers.internal.NumberWorld.RESELLER;
import static org.trunkline.numbers.internal.NumberWorld.ROOT;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;

/** Whose numbers are, in memory, and what becomes of those of accounts that go. */
class OwnersTest {
    private final NumberWorld world = new NumberWorld();

    @Test
    void knowsWhoseANumberIsInAnyForm() {
        world.customersNumber();

        for (String form : List.of(NUMBER, "4155550100", "(415) 555-0100", "0014155550100", "14155550100")) {
            assertThat(world.owners.owner(form)).as(form).contains(TwoResellers.CUSTOMER);
        }
        for (String none : List.of("+14155550101", "911", "", "sip:x", "\0", "1".repeat(500))) {
            assertThat(world.owners.owner(none)).as(none).isEmpty();
        }
    }

    @Test
    void saysNothingOfNumbersThatItHasNotReadYet() {
        OwnersModel early = new OwnersModel(new PhoneNumberPlan(), world.tree);

        assertThatThrownBy(() -> early.owner(NUMBER)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void followsWhatBecomesOfNumbers() {
        world.customersNumber();
        world.does(RESELLER, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER);
        assertThat(world.owners.owner(NUMBER)).contains(TwoResellers.NEIGHBOUR);

        world.does(NEIGHBOUR, Action.RELEASE, TwoResellers.NEIGHBOUR, NUMBER);
        assertThat(world.owners.owner(NUMBER)).isEmpty();

        world.does(RESELLER, Action.RESERVE, TwoResellers.CUSTOMER, NUMBER);
        assertThat(world.owners.owner(NUMBER)).contains(TwoResellers.CUSTOMER);
        assertThat(world.loaded().owner(NUMBER)).contains(TwoResellers.CUSTOMER);
        world.does(ROOT, Action.DELETE, TwoResellers.CUSTOMER, NUMBER);
        assertThat(world.owners.owner(NUMBER)).isEmpty();
    }

    @Test
    void countsTheNumbersOfAnAccountAndOfThoseBelow() {
        world.customersNumber();
        world.does(RESELLER, Action.CREATE, TwoResellers.CUSTOMER, "+14155550101");
        world.does(RESELLER, Action.CREATE, TwoResellers.RESELLER, "+14155550102");
        world.does(ROOT, Action.CREATE, TwoResellers.STRANGER, "+14155550103");

        assertThat(world.numbers.quantity(CUSTOMER, TwoResellers.CUSTOMER)).isEqualTo(2);
        assertThat(world.numbers.quantity(RESELLER, TwoResellers.RESELLER)).isEqualTo(3);
        assertThat(world.numbers.quantity(ROOT, TwoResellers.ROOT)).isEqualTo(4);
        world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);
        assertThat(world.numbers.quantity(RESELLER, TwoResellers.RESELLER)).isEqualTo(2);
    }

    @Test
    void numbersOfADeletedAccountAreNobodysUntilItComesBack() {
        world.customersNumber();

        world.tree.delete(TwoResellers.CUSTOMER);

        assertThat(world.owners.owner(NUMBER)).isEmpty();
        assertThat(world.refused(RESELLER, Action.CREATE, TwoResellers.NEIGHBOUR, NUMBER))
                .startsWith("CONFLICT");
        assertThat(world.refused(ROOT, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER))
                .startsWith("NOT_FOUND");
        assertThat(world.refused(ROOT, Action.DELETE, TwoResellers.ROOT, NUMBER))
                .startsWith("NOT_FOUND");
        world.tree.restore(TwoResellers.CUSTOMER);
        assertThat(world.owners.owner(NUMBER)).contains(TwoResellers.CUSTOMER);
    }

    @Test
    void numbersOfAForgottenAccountFallBack() {
        world.customersNumber();
        world.does(ROOT, Action.CREATE, TwoResellers.RESELLER, "+14155550101");
        world.does(RESELLER, Action.ACTIVATE, TwoResellers.CUSTOMER, "+14155550101");
        world.tree.delete(TwoResellers.CUSTOMER);

        forget(TwoResellers.CUSTOMER);

        assertThat(stored(NUMBER).state()).isEqualTo(NumberState.AGING);
        assertThat(stored(NUMBER).pool()).isEqualTo(TwoResellers.RESELLER);
        assertThat(stored("+14155550101").state()).isEqualTo(NumberState.RESERVED);
        assertThat(world.list(RESELLER, TwoResellers.RESELLER)).containsExactly("+14155550101");
    }

    @Test
    void whatAForgottenResellerHadBroughtInIsRoots() {
        world.customersNumber();
        world.pooledAs("+14155550101");
        world.tree.move(TwoResellers.CUSTOMER, TwoResellers.OTHER_RESELLER);
        world.tree.delete(TwoResellers.RESELLER);
        assertThat(world.refused(ROOT, Action.ACTIVATE, TwoResellers.ROOT, "+14155550101"))
                .startsWith("NOT_FOUND");

        forget(TwoResellers.RESELLER);

        assertThat(stored(NUMBER).assignedTo()).contains(TwoResellers.CUSTOMER);
        assertThat(stored(NUMBER).pool()).isEqualTo(TwoResellers.ROOT);
        world.does(ROOT, Action.ACTIVATE, TwoResellers.ROOT, "+14155550101");
    }

    @Test
    void anAccountThatIsThereAgainKeepsItsNumbers() {
        world.customersNumber();

        forget(TwoResellers.CUSTOMER);

        assertThat(world.list(CUSTOMER, TwoResellers.CUSTOMER)).containsExactly(NUMBER);
    }

    private PhoneNumber stored(String number) {
        return world.store.find(List.of(number)).get(number);
    }

    private void forget(AccountId account) {
        OneEntry outbox = new OneEntry(account);
        new ForgottenAccounts(world.store, world.tree, world.clock(), world.aging, outbox).close();
    }

    /** An outbox that has one account that was forgotten, and brings it twice. */
    private record OneEntry(AccountId account) implements Outbox {
        @Override
        public ChangeFeed.Subscription consume(
                String consumer, String topic, Set<String> actions, Consumer<Entry> work) {
            String action = actions.iterator().next();
            Entry entry = new Entry("1", topic, account.value(), account, action, Instant.EPOCH, "{}");
            work.accept(entry);
            work.accept(entry);
            return () -> {};
        }
    }
}
