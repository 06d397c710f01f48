package org.trunkline.rating.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.rating.DeckAssignment;

/** What every store of decks and assignments promises. Each test has an empty store. */
public interface DeckStoreContract {
    AccountId ROOT = new AccountId("0".repeat(32));
    AccountId ACME = new AccountId("a".repeat(32));

    DeckStore store();

    DeckAssignmentStore assignments();

    @Test
    default void keepsSnapshotAndEditsOfADeck() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        byte[] snapshot = bytes(3_000_000);

        StoredDeck imported = store().replace(deck, snapshot, change(deck));
        StoredDeck edited = store().edit(imported, new RateEdit("GB-44", Optional.of("{\"a\":1.10}")), change(deck));

        DeckStore.Contents contents = store().contents(deck.id(), 0).orElseThrow();
        assertThat(imported.version()).isEqualTo(1);
        assertThat(contents.deck()).isEqualTo(edited).isEqualTo(new StoredDeck(deck.id(), ROOT, "ratedeck", 1, 2));
        assertThat(contents.snapshot().orElseThrow()).isEqualTo(snapshot);
        assertThat(contents.edits()).containsExactly(new RateEdit("GB-44", Optional.of("{\"a\":1.10}")));
        assertThat(store().find(deck.id())).contains(edited);
    }

    @Test
    default void leavesOutTheSnapshotThatTheReaderKnows() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        store().replace(deck, bytes(10), change(deck));

        assertThat(store().contents(deck.id(), 1).orElseThrow().snapshot()).isEmpty();
    }

    @Test
    default void theNextSnapshotTakesTheEditsAway() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck first = store().replace(deck, bytes(700_000), change(deck));
        StoredDeck edited = store().edit(first, new RateEdit("GB-44", Optional.empty()), change(deck));

        store().replace(edited, bytes(20), change(deck));

        DeckStore.Contents contents = store().contents(deck.id(), 1).orElseThrow();
        assertThat(contents.deck().version()).isEqualTo(2);
        assertThat(contents.snapshot().orElseThrow()).isEqualTo(bytes(20));
        assertThat(contents.edits()).isEmpty();
    }

    @Test
    default void aDeckMayBeginWithAnEditAndTheLastEditOfARateCounts() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");

        StoredDeck first = store().edit(deck, new RateEdit("GB-44", Optional.of("{}")), change(deck));
        store().edit(first, new RateEdit("GB-44", Optional.empty()), change(deck));

        DeckStore.Contents contents = store().contents(deck.id(), 0).orElseThrow();
        assertThat(contents.snapshot()).isEmpty();
        assertThat(contents.edits()).containsExactly(new RateEdit("GB-44", Optional.empty()));
    }

    @Test
    default void refusesAWriterWhoReadAnOlderDeck() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck first = store().replace(deck, bytes(10), change(deck));
        store().edit(first, new RateEdit("GB-44", Optional.empty()), change(deck));

        assertThatThrownBy(() -> store().replace(first, bytes(11), change(deck)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().edit(first, new RateEdit("x", Optional.empty()), change(deck)))
                .isInstanceOf(ConflictException.class);
        assertThat(store().contents(deck.id(), 0).orElseThrow().snapshot().orElseThrow())
                .isEqualTo(bytes(10));
    }

    @Test
    default void anOwnerHasOneDeckOfAName() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        store().replace(deck, bytes(10), change(deck));
        StoredDeck second = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck others = StoredDeck.fresh(ACME, "ratedeck");

        store().replace(others, bytes(12), change(others));
        assertThatThrownBy(() -> store().replace(second, bytes(10), change(second)))
                .isInstanceOf(ConflictException.class);
        assertThat(store().after(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    default void listsDecksInSlices() {
        for (int i = 0; i < 3; i++) {
            StoredDeck deck = StoredDeck.fresh(ROOT, "deck" + i);
            store().replace(deck, bytes(5), change(deck));
        }

        List<StoredDeck> first = store().after(Optional.empty(), 2);
        List<StoredDeck> second = store().after(Optional.of(first.get(1).id()), 2);

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    default void keepsAssignmentsUntilTheyNameNothing() {
        DeckAssignment assignment = new DeckAssignment(ACME, Optional.of("retail"), Optional.of("wholesale"));
        assignments().save(assignment, change(StoredDeck.fresh(ACME, "x")));
        DeckAssignment changed = new DeckAssignment(ACME, Optional.empty(), Optional.of("other"));

        assertThat(assignments().find(ACME)).contains(assignment);
        assignments().save(changed, change(StoredDeck.fresh(ACME, "x")));
        assertThat(assignments().after(Optional.empty(), 10)).containsExactly(changed);
        assertThat(assignments().after(Optional.of(ACME), 10)).isEmpty();
        assignments().save(DeckAssignment.none(ACME), change(StoredDeck.fresh(ACME, "x")));
        assertThat(assignments().find(ACME)).isEmpty();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Change change(StoredDeck deck) {
        Caller caller = Caller.system(ROOT, "test");
        return new Change(
                "decks", deck.id(), deck.owner(), "changed", caller, Instant.parse("2026-01-02T03:04:05Z"), "{}");
    }
}
