package org.trunkline.rating.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.DeckVersion;

/** What every store of decks and assignments promises. Each test has an empty store. */
public interface DeckStoreContract {
    AccountId ROOT = new AccountId("0".repeat(32));
    AccountId ACME = new AccountId("a".repeat(32));

    Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    DeckStore store();

    DeckAssignmentStore assignments();

    @Test
    default void keepsSnapshotAndEditsOfADeck() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        byte[] snapshot = bytes(3_000_000);
        RateEdit edit = new RateEdit("GB-44", Optional.of("{\"a\":1.10}"));

        StoredDeck imported = store().add(deck, version(1, NOW), snapshot, Set.of(), change(deck));
        StoredDeck edited = store().edit(imported, 1, edit, change(deck));

        DeckStore.Contents contents = store().contents(deck.id(), NOW, Set.of()).orElseThrow();
        assertThat(imported.version()).isEqualTo(1);
        assertThat(edited.revision()).isEqualTo(2);
        assertThat(contents.deck()).isEqualTo(edited);
        assertThat(contents.versions()).hasSize(1);
        assertThat(contents.versions().get(0).version()).isEqualTo(version(1, NOW));
        assertThat(contents.versions().get(0).snapshot().orElseThrow()).isEqualTo(snapshot);
        assertThat(contents.versions().get(0).edits()).containsExactly(edit);
        assertThat(store().find(deck.id())).contains(edited);
    }

    @Test
    default void leavesOutTheSnapshotThatTheReaderKnows() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        store().add(deck, version(1, NOW), bytes(10), Set.of(), change(deck));

        assertThat(store().contents(deck.id(), NOW, Set.of(1L)).orElseThrow().versions())
                .extracting(DeckStore.VersionContents::snapshot)
                .containsExactly(Optional.empty());
    }

    @Test
    default void handsOutTheVersionInForceAndThoseAfterIt() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck first = store().add(deck, version(1, NOW), bytes(700_000), Set.of(), change(deck));
        StoredDeck edited = store().edit(first, 1, new RateEdit("GB-44", Optional.empty()), change(deck));
        StoredDeck later = store().add(edited, version(2, NOW.plusSeconds(60)), bytes(20), Set.of(), change(deck));
        StoredDeck sooner = store().add(later, version(3, NOW.plusSeconds(30)), bytes(30), Set.of(), change(deck));

        assertThat(numbers(deck, NOW.minusSeconds(1))).containsExactly(0L, 1L, 3L, 2L);
        assertThat(numbers(deck, NOW)).containsExactly(1L, 3L, 2L);
        assertThat(numbers(deck, NOW.plusSeconds(30))).containsExactly(3L, 2L);
        assertThat(numbers(deck, NOW.plusSeconds(90))).containsExactly(2L);
        assertThat(store().versions(deck.id())).extracting(DeckVersion::number).containsExactly(1L, 3L, 2L);
        DeckStore.VersionContents old = store().version(deck.id(), 1).orElseThrow();
        assertThat(old.snapshot().orElseThrow()).isEqualTo(bytes(700_000));
        assertThat(old.edits()).containsExactly(new RateEdit("GB-44", Optional.empty()));
        assertThat(store().version(deck.id(), 2).orElseThrow().edits()).isEmpty();

        store().drop(sooner, 3, change(deck));

        assertThat(numbers(deck, NOW.plusSeconds(30))).containsExactly(1L, 2L);
        assertThat(store().version(deck.id(), 3)).isEmpty();
    }

    @Test
    default void dropsVersionsWithTheirEdits() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck first = store().add(deck, version(1, NOW), bytes(10), Set.of(), change(deck));
        StoredDeck edited = store().edit(first, 1, new RateEdit("GB-44", Optional.empty()), change(deck));

        store().add(edited, version(2, NOW), bytes(20), Set.of(1L), change(deck));

        assertThat(store().versions(deck.id())).containsExactly(version(2, NOW));
        assertThat(store().version(deck.id(), 1)).isEmpty();
        assertThat(numbers(deck, NOW)).containsExactly(2L);
    }

    @Test
    default void aDeckMayBeginWithAnEditAndTheLastEditOfARateCounts() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");

        StoredDeck first = store().edit(deck, 0, new RateEdit("GB-44", Optional.of("{}")), change(deck));
        store().edit(first, 0, new RateEdit("GB-44", Optional.empty()), change(deck));

        List<DeckStore.VersionContents> versions =
                store().contents(deck.id(), NOW, Set.of()).orElseThrow().versions();
        assertThat(versions).hasSize(1);
        assertThat(versions.get(0).snapshot()).isEmpty();
        assertThat(versions.get(0).edits()).containsExactly(new RateEdit("GB-44", Optional.empty()));
        assertThat(store().versions(deck.id())).isEmpty();
    }

    @Test
    default void keepsSettingsAndRetirement() {
        DeckSettings settings = new DeckSettings(Optional.of("EUR"), Optional.of(ZoneId.of("Europe/Berlin")), 6, 30);
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck").configured(settings, false);

        StoredDeck added = store().configure(deck, change(deck));
        StoredDeck retired = store().configure(added.configured(settings, true), change(deck));

        assertThat(store().find(deck.id())).contains(retired);
        assertThat(retired.settings()).isEqualTo(settings);
        assertThat(retired.retired()).isTrue();
        assertThat(retired.revision()).isEqualTo(2);
        assertThat(numbers(deck, NOW)).containsExactly(0L);
        assertThatThrownBy(() -> store().configure(added, change(deck))).isInstanceOf(ConflictException.class);
    }

    @Test
    default void refusesAWriterWhoReadAnOlderDeck() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck first = store().add(deck, version(1, NOW), bytes(10), Set.of(), change(deck));
        store().edit(first, 1, new RateEdit("GB-44", Optional.empty()), change(deck));

        assertThatThrownBy(() -> store().add(first, version(2, NOW), bytes(11), Set.of(), change(deck)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().edit(first, 1, new RateEdit("x", Optional.empty()), change(deck)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().drop(first, 1, change(deck))).isInstanceOf(ConflictException.class);
        assertThat(store().version(deck.id(), 1).orElseThrow().snapshot().orElseThrow())
                .isEqualTo(bytes(10));
    }

    @Test
    default void anOwnerHasOneDeckOfAName() {
        StoredDeck deck = StoredDeck.fresh(ROOT, "ratedeck");
        store().configure(deck, change(deck));
        StoredDeck second = StoredDeck.fresh(ROOT, "ratedeck");
        StoredDeck others = StoredDeck.fresh(ACME, "ratedeck");

        store().configure(others, change(others));
        assertThatThrownBy(() -> store().add(second, version(1, NOW), bytes(10), Set.of(), change(second)))
                .isInstanceOf(ConflictException.class);
        assertThat(store().after(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    default void listsDecksInSlices() {
        for (int i = 0; i < 3; i++) {
            StoredDeck deck = StoredDeck.fresh(ROOT, "deck" + i);
            store().configure(deck, change(deck));
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
        DeckAssignment changed =
                new DeckAssignment(ACME, Optional.empty(), Optional.of("other"), Map.of("did_us", 250));

        assertThat(assignments().find(ACME)).contains(assignment);
        assignments().save(changed, change(StoredDeck.fresh(ACME, "x")));
        assertThat(assignments().after(Optional.empty(), 10)).containsExactly(changed);
        assertThat(assignments().after(Optional.of(ACME), 10)).isEmpty();
        assignments().save(DeckAssignment.none(ACME), change(StoredDeck.fresh(ACME, "x")));
        assertThat(assignments().find(ACME)).isEmpty();
    }

    private List<Long> numbers(StoredDeck deck, Instant at) {
        return store().contents(deck.id(), at, Set.of()).orElseThrow().versions().stream()
                .map(each -> each.version().number())
                .toList();
    }

    private static DeckVersion version(long number, Instant effective) {
        return new DeckVersion(number, NOW, effective, 7, "imported");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Change change(StoredDeck deck) {
        Caller caller = Caller.system(ROOT, "test");
        return new Change("decks", deck.id(), deck.owner(), "changed", caller, NOW, "{}");
    }
}
