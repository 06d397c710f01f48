package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.rating.RatingService;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/**
 * Deletes the rates of the task's account that are like a row of the file in every column that the row gives (crossbar-api
 * §7.2): of each deck all that its rows mean, or none if one row means no rate.
 */
@Component
public final class RateDelete implements TaskHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RateDelete.class);
    private static final TaskKind KIND = new TaskKind(
            "rates",
            "delete",
            "Delete the rates that are like a row in every column that it gives; of each deck all or none",
            List.of(RateDocuments.PREFIX),
            withCost(),
            List.of(RateImport.DECK, RateImport.EFFECTIVE));

    private final DeckWriter writer;
    private final DeckModel model;
    private final Access access;
    private final Clock clock;

    @Activate
    public RateDelete(
            @Reference DeckWriter writer,
            @Reference DeckModel model,
            @Reference Access access,
            @Reference Clock clock) {
        this.writer = writer;
        this.model = model;
        this.access = access;
        this.clock = clock;
    }

    private static List<String> withCost() {
        List<String> columns = new ArrayList<>(RateColumns.OPTIONAL);
        columns.add(0, RateDocuments.COST);
        return columns;
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        DeckManager.requireSeller(access, caller, account);
        RateImport.effective(wanted.options());
    }

    @Override
    public void run(TaskRun run) {
        Map<String, Meant> decks = new LinkedHashMap<>();
        String deckDefault = run.options().getOrDefault(RateImport.DECK, RatingService.DECK_DEFAULT);
        Optional<Deadline> effective = RateImport.effective(run.options());
        while (run.next()) {
            String given = run.cell(run.column(RateImport.DECK));
            Meant deck = decks.computeIfAbsent(
                    given.isEmpty() ? deckDefault : given, name -> new Meant(version(run.account(), name, effective)));
            collect(run, deck);
        }
        if (!run.isStopped()) {
            decks.forEach((name, deck) -> delete(run, name, deck, effective));
        }
    }

    /** Returns the version that the deletion changes, when it is to take effect. */
    private Optional<LiveDeck> version(AccountId owner, String name, Optional<Deadline> effective) {
        return model.deck(owner, name)
                .map(deck -> deck.at(effective
                        .map(deadline -> deadline.at(model.zone(deck)))
                        .filter(at -> at.isAfter(clock.instant()))
                        .orElseGet(clock::instant)));
    }

    private static void collect(TaskRun run, Meant deck) {
        String prefix = run.cell(run.column(RateDocuments.PREFIX));
        if (deck.version.isEmpty()) {
            deck.bad++;
            run.failed(run.line(), RateImport.DECK, run.cell(run.column(RateImport.DECK)), "There is no such deck");
            return;
        }
        List<RateRow> meant = deck.version.get().withPrefix(prefix).stream()
                .filter(row -> isLike(run, row))
                .toList();
        if (meant.isEmpty()) {
            deck.bad++;
            run.failed(run.line(), RateDocuments.PREFIX, prefix, "The deck has no rate that is like this row");
            return;
        }
        deck.rows++;
        meant.forEach(row -> deck.ids.add(row.id()));
    }

    private static boolean isLike(TaskRun run, RateRow row) {
        ObjectNode rate = RateDocuments.toWire(row, "");
        if (!run.cell(run.column(Kind.SERVICE)).equals(row.kind().service())) {
            return false;
        }
        for (String column : KIND.optional()) {
            String cell = run.cell(run.column(column));
            boolean isGiven = !cell.isEmpty() && !column.equals(RateImport.DECK);
            if (isGiven && !RateColumns.isSame(cell, RateColumns.cell(rate, column))) {
                return false;
            }
        }
        return true;
    }

    private void delete(TaskRun run, String name, Meant deck, Optional<Deadline> effective) {
        if (deck.bad > 0) {
            run.failed(deck.rows);
            return;
        }
        writer.remove(run.caller(), run.account(), name, deck.ids, effective);
        run.succeeded(deck.rows);
        LOG.info("Rates deleted: account={} deck={} rates={}", run.account(), name, deck.ids.size());
    }

    /** What the file means of one deck. */
    private static final class Meant {
        private final Optional<LiveDeck> version;
        private final Set<String> ids = new HashSet<>();
        private long rows;
        private long bad;

        Meant(Optional<LiveDeck> version) {
            this.version = version;
        }
    }
}
