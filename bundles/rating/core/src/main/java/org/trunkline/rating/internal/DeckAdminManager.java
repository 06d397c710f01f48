package org.trunkline.rating.internal;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.Deck;
import org.trunkline.rating.DeckAdminService;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.RateDifference;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.StoredDeck;

/** Settings, versions and retirement of decks, for those who may. */
@Component
public final class DeckAdminManager implements DeckAdminService {
    private final DeckModel model;
    private final DeckWriter writer;
    private final DeckStore store;
    private final Access access;
    private final Clock clock;

    @Activate
    public DeckAdminManager(
            @Reference DeckModel model,
            @Reference DeckWriter writer,
            @Reference DeckStore store,
            @Reference Access access,
            @Reference Clock clock) {
        this.model = model;
        this.writer = writer;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<Deck> list(Caller caller, AccountId owner) {
        DeckManager.requireSeller(access, caller, owner);
        return model.decks(owner).stream().map(this::shown).toList();
    }

    @Override
    public Deck get(Caller caller, AccountId owner, String name) {
        return shown(known(caller, owner, name));
    }

    @Override
    public Deck create(Caller caller, AccountId owner, String name, DeckSettings settings) {
        DeckManager.requireSeller(access, caller, owner);
        DeckManager.checkName("name", name);
        writer.configure(caller, owner, name, deck -> {
            if (deck.revision() > 0) {
                throw new ConflictException(name);
            }
            return deck.configured(settings, false);
        });
        return get(caller, owner, name);
    }

    @Override
    public Deck configure(
            Caller caller,
            AccountId owner,
            String name,
            DeckSettings settings,
            boolean retired,
            LongPredicate expected) {
        known(caller, owner, name);
        writer.configure(caller, owner, name, deck -> {
            DeckWriter.checkRevision(deck, expected);
            if (retired && !deck.retired() && model.isInUse(deck)) {
                throw new ConflictException("accounts pay from the deck, or sell it: assign them another one first");
            }
            return deck.configured(settings, retired);
        });
        return get(caller, owner, name);
    }

    @Override
    public Deck rollBack(Caller caller, AccountId owner, String name, long version, LongPredicate expected) {
        known(caller, owner, name);
        writer.rollBack(caller, owner, name, version, expected);
        return get(caller, owner, name);
    }

    @Override
    public Deck cancel(Caller caller, AccountId owner, String name, long version, LongPredicate expected) {
        known(caller, owner, name);
        writer.cancel(caller, owner, name, version, expected);
        return get(caller, owner, name);
    }

    @Override
    public Iterator<RateDifference> compare(Caller caller, AccountId owner, String name, long from, long to) {
        DeckTimeline deck = known(caller, owner, name);
        return new DeckComparison(writer.read(deck, from), writer.read(deck, to));
    }

    private DeckTimeline known(Caller caller, AccountId owner, String name) {
        DeckManager.requireSeller(access, caller, owner);
        return model.deck(owner, name).orElseThrow(() -> new NotFoundException(name));
    }

    private Deck shown(DeckTimeline deck) {
        StoredDeck stored = deck.stored();
        return new Deck(
                stored.owner(),
                stored.name(),
                stored.settings(),
                stored.retired(),
                deck.at(clock.instant()).version(),
                store.versions(stored.id()),
                stored.revision());
    }
}
