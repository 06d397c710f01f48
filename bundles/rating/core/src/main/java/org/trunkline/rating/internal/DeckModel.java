package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.RatingService;
import org.trunkline.rating.spi.DeckAssignmentStore;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.StoredDeck;

/** All decks and assignments in memory. Changes come over the change feed; lookups never wait. */
@Component(service = DeckModel.class, immediate = true)
public final class DeckModel {
    static final String DECKS = "decks";
    static final String ASSIGNMENTS = "deck_assignments";

    private static final Logger LOG = LoggerFactory.getLogger(DeckModel.class);
    private static final int SNAPSHOT_SLICE = 1_000;
    /** As many as there are names of timezones. */
    private static final Map<String, ZoneId> ZONES = new ConcurrentHashMap<>();

    private final DeckStore store;
    private final DeckAssignmentStore assignmentStore;
    private final AccountTree tree;
    private final Clock clock;
    private final Map<String, AtomicReference<DeckTimeline>> byId = new ConcurrentHashMap<>();
    private final Map<AccountId, Map<String, AtomicReference<DeckTimeline>>> byOwner = new ConcurrentHashMap<>();
    private final Payers payers;
    /** Compiled decks on their way through the store, so that nothing is read back that is here already. */
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    private final List<ChangeFeed.Subscription> subscriptions = new ArrayList<>();
    /** As it was found last; null before somebody asked. */
    private Bought bought;

    private record Compiled(long version, CompactDeck deck) {}

    @Activate
    public DeckModel(
            @Reference DeckStore store,
            @Reference DeckAssignmentStore assignmentStore,
            @Reference AccountTree tree,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.store = store;
        this.assignmentStore = assignmentStore;
        this.tree = tree;
        this.clock = clock;
        payers = new Payers(tree, this::resolve, this::system);
        synchronized (byId) {
            subscriptions.add(feed.subscribe(DECKS, this::applyDeck));
            subscriptions.add(feed.subscribe(ASSIGNMENTS, this::applyAssignment));
            try {
                load();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    @Deactivate
    void close() {
        subscriptions.forEach(ChangeFeed.Subscription::close);
    }

    AccountNode owner(DeckTimeline deck, AccountNode absent) {
        return tree.find(deck.stored().owner()).orElse(absent);
    }

    static ZoneId zone(DeckTimeline deck, AccountNode owner) {
        return deck.zone(ZONES.computeIfAbsent(owner.timezone(), ZoneId::of));
    }

    /** Returns the timezone in which days of the deck are meant. */
    ZoneId zone(DeckTimeline deck) {
        return zone(deck, owner(deck, tree.root()));
    }

    /** Returns the account's own deck of this name. */
    Optional<DeckTimeline> deck(AccountId owner, String name) {
        return Optional.ofNullable(byOwner.getOrDefault(owner, Map.of()).get(name))
                .map(AtomicReference::get);
    }

    /** Returns the account's own decks by name. */
    List<DeckTimeline> decks(AccountId owner) {
        return new TreeMap<>(byOwner.getOrDefault(owner, Map.of()))
                .values().stream().map(AtomicReference::get).toList();
    }

    /** Returns what the name means to a seller: its own deck, or that of the nearest seller above that has one. */
    Optional<DeckTimeline> named(AccountId seller, String name) {
        return Optional.ofNullable(resolve(tree.find(seller).orElse(null), name))
                .map(AtomicReference::get);
    }

    /** Returns what the name means to a seller, its own deck that it sells to nobody included. */
    Optional<DeckTimeline> ownOrSold(AccountId seller, String name) {
        return Optional.ofNullable(own(seller, name)).map(AtomicReference::get).or(() -> named(seller, name));
    }

    DeckAssignment assignment(AccountId account) {
        return payers.assignment(account);
    }

    /** Returns where the account pays from, or null for one that is not known. */
    PaysFrom paysFrom(AccountId payer) {
        return payers.find(payer);
    }

    /** Returns the same of an account and some of its ancestors, in their order. */
    PaysFrom[] paysFrom(List<AccountId> accounts) {
        return payers.findAll(accounts);
    }

    /** Returns what root pays from. */
    Bought bought() {
        Object now = payers.era();
        AccountNode root = tree.root();
        Bought known = bought;
        if (known != null && known.era() == now && known.root() == root) {
            return known;
        }
        AtomicReference<DeckTimeline> carriers =
                assignment(root.id()).deck().map(name -> own(root.id(), name)).orElse(null);
        Bought found = new Bought(now, root, carriers == null ? system() : carriers, carriers != null);
        bought = found;
        return found;
    }

    private AtomicReference<DeckTimeline> resolve(AccountNode seller, String name) {
        AccountNode at = seller;
        while (at != null) {
            AtomicReference<DeckTimeline> deck = own(at.id(), name);
            if (deck != null && !isCarriers(deck.get().stored())) {
                return deck;
            }
            at = tree.seller(at.id()).orElse(null);
        }
        return null;
    }

    private AtomicReference<DeckTimeline> own(AccountId owner, String name) {
        AtomicReference<DeckTimeline> deck =
                byOwner.getOrDefault(owner, Map.of()).get(name);
        return deck == null || deck.get().stored().retired() ? null : deck;
    }

    /** Returns whether the deck says what root pays carriers, which is nobody else's to know or to sell. */
    private boolean isCarriers(StoredDeck deck) {
        AccountId root = tree.root().id();
        return deck.owner().equals(root) && assignment(root).deck().equals(Optional.of(deck.name()));
    }

    /** Returns the deck from which everybody pays who pays from no other one; null where there is none. */
    private AtomicReference<DeckTimeline> system() {
        return own(tree.root().id(), RatingService.DECK_DEFAULT);
    }

    /** Returns whether somebody pays from the deck, or sells it by default. */
    boolean isInUse(StoredDeck deck) {
        boolean isSystemDeck =
                deck.owner().equals(tree.root().id()) && deck.name().equals(RatingService.DECK_DEFAULT);
        return isSystemDeck
                || isCarriers(deck)
                || payers.assignments().stream()
                        .anyMatch(each -> means(tree.seller(each.account()), each.deck(), deck)
                                || means(tree.find(each.account()), each.defaultDeck(), deck));
    }

    /** Returns whether it is this deck that the name means to the seller. */
    private boolean means(Optional<AccountNode> seller, Optional<String> name, StoredDeck deck) {
        if (seller.isEmpty() || name.isEmpty()) {
            return false;
        }
        AtomicReference<DeckTimeline> found = resolve(seller.get(), name.get());
        return found != null && found.get().stored().id().equals(deck.id());
    }

    private void load() {
        refreshAll();
        List<DeckAssignment> found = assignmentStore.after(Optional.empty(), SNAPSHOT_SLICE);
        while (!found.isEmpty()) {
            found.forEach(payers::put);
            found = assignmentStore.after(
                    Optional.of(found.get(found.size() - 1).account()), SNAPSHOT_SLICE);
        }
    }

    /** Reads every deck again as far as it changed, and those that were added elsewhere. */
    void refreshAll() {
        List<StoredDeck> slice = store.after(Optional.empty(), SNAPSHOT_SLICE);
        while (!slice.isEmpty()) {
            slice.forEach(deck -> refresh(deck.id()));
            slice = store.after(Optional.of(slice.get(slice.size() - 1).id()), SNAPSHOT_SLICE);
        }
    }

    private void applyDeck(Change change) {
        refresh(change.key());
    }

    private void applyAssignment(Change change) {
        refreshAssignment(new AccountId(change.key()));
    }

    void refreshAssignment(AccountId account) {
        synchronized (byId) {
            Optional<DeckAssignment> stored = assignmentStore.find(account);
            stored.ifPresentOrElse(payers::put, () -> payers.remove(account));
            payers.forget();
        }
    }

    /** Takes this snapshot for the one of this version, until {@link #settle} or {@link #reload}. */
    void expect(String deckId, long version, CompactDeck deck) {
        compiled.put(deckId, new Compiled(version, deck));
    }

    /** The expected snapshot was stored. */
    void settle(String deckId) {
        refresh(deckId);
        compiled.remove(deckId);
    }

    /** Reads the deck as it is stored, whatever was expected. */
    void reload(String deckId) {
        compiled.remove(deckId);
        refresh(deckId, true);
    }

    /** Reads a deck again as far as it changed. */
    void refresh(String deckId) {
        refresh(deckId, false);
    }

    private void refresh(String deckId, boolean isWhole) {
        synchronized (byId) {
            AtomicReference<DeckTimeline> known = byId.get(deckId);
            Map<Long, CompactDeck> bases = new HashMap<>();
            if (known != null && !isWhole) {
                known.get().versions().forEach(each -> bases.put(each.version().number(), each.base()));
            }
            Compiled coming = compiled.get(deckId);
            if (coming != null) {
                bases.put(coming.version(), coming.deck());
            }
            DeckStore.Contents contents =
                    store.contents(deckId, clock.instant(), bases.keySet()).orElse(null);
            if (contents == null) {
                return;
            }
            StoredDeck stored = contents.deck();
            DeckTimeline now = new DeckTimeline(
                    stored,
                    contents.versions().stream()
                            .map(each -> live(stored, each, bases))
                            .toList());
            if (known == null) {
                add(now);
                return;
            }
            boolean isFoundOtherwise = known.get().stored().retired() != stored.retired();
            known.set(now);
            if (isFoundOtherwise) {
                payers.forget();
            }
        }
    }

    private static LiveDeck live(StoredDeck deck, DeckStore.VersionContents version, Map<Long, CompactDeck> bases) {
        CompactDeck base = version.snapshot()
                .map(bytes -> read(deck, bytes))
                .orElseGet(() -> bases.getOrDefault(version.version().number(), CompactDeck.EMPTY));
        return new LiveDeck(deck, version.version(), base, version.edits());
    }

    /** A deck that cannot be read has no rates, so that calls are refused; all others go on. */
    private static CompactDeck read(StoredDeck deck, byte[] snapshot) {
        try {
            return DeckFormat.read(snapshot);
        } catch (IllegalArgumentException e) {
            LOG.error("Deck unreadable: account={} deck={}", deck.owner(), deck.name(), e);
            return CompactDeck.EMPTY;
        }
    }

    private void add(DeckTimeline deck) {
        StoredDeck stored = deck.stored();
        AtomicReference<DeckTimeline> holder = new AtomicReference<>(deck);
        byId.put(stored.id(), holder);
        byOwner.computeIfAbsent(stored.owner(), owner -> new ConcurrentHashMap<>())
                .put(stored.name(), holder);
        payers.forget();
        deck.versions()
                .forEach(each -> LOG.info(
                        "Deck loaded: account={} deck={} version={} rates={} bytes={}",
                        stored.owner(),
                        stored.name(),
                        each.version().number(),
                        each.sizeAtMost(),
                        each.base().bytes()));
    }
}
