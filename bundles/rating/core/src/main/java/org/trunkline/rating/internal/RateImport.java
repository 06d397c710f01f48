package org.trunkline.rating.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.RatingService;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/**
 * Imports rates from KAZOO's columns (crossbar-api §7.2) into decks of the task's account: of each deck that the file
 * names all rows, or none if one of them is wrong. A row for a rate that is there changes what it gives.
 */
@Component
public final class RateImport implements TaskHandler {
    static final String DECK = "ratedeck_id";
    /** When the new versions take effect; at once where it is not said. */
    static final String EFFECTIVE = "effective_from";

    private static final Logger LOG = LoggerFactory.getLogger(RateImport.class);
    private static final int DECKS_PER_FILE_MAX = 100;
    private static final TaskKind KIND = new TaskKind(
            "rates",
            "import",
            "Import rates into rate decks; of each deck all rows or none",
            List.of(RateDocuments.PREFIX, RateDocuments.COST),
            optional(),
            List.of(DECK, EFFECTIVE));

    private final DeckWriter writer;
    private final Access access;

    @Activate
    public RateImport(@Reference DeckWriter writer, @Reference Access access) {
        this.writer = writer;
        this.access = access;
    }

    /** Files of KAZOO may name an account; it means nothing here. */
    private static List<String> optional() {
        List<String> columns = new ArrayList<>(RateColumns.OPTIONAL);
        columns.add(0, "account_id");
        return columns;
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        DeckManager.requireSeller(access, caller, account);
        String deck = wanted.options().get(DECK);
        if (deck != null) {
            DeckManager.checkName(DECK, deck);
        }
        effective(wanted.options());
    }

    static Optional<Deadline> effective(Map<String, String> options) {
        String text = options.get(EFFECTIVE);
        try {
            return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(Deadline::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidException(List.of(new FieldError(EFFECTIVE, "format", Deadline.RULE, null, text, null)));
        }
    }

    @Override
    public void run(TaskRun run) {
        RateCells cells = new RateCells(run);
        Map<String, DeckRows> decks = new LinkedHashMap<>();
        int deckColumn = run.column(DECK);
        String deckDefault = run.options().getOrDefault(DECK, RatingService.DECK_DEFAULT);
        while (run.next()) {
            String given = run.cell(deckColumn);
            DeckRows deck = decks.computeIfAbsent(given.isEmpty() ? deckDefault : given, DeckRows::new);
            if (decks.size() > DECKS_PER_FILE_MAX) {
                run.failed(run.line(), DECK, given, "A file has rates of at most " + DECKS_PER_FILE_MAX + " decks");
                decks.values().forEach(each -> run.failed(each.rows.size()));
                return;
            }
            read(run, cells, deck);
        }
        if (!run.isStopped()) {
            decks.values().forEach(deck -> write(run, deck));
        }
    }

    private static void read(TaskRun run, RateCells cells, DeckRows deck) {
        RateRow row = cells.read(deck.isNameGood);
        if (row == null) {
            deck.bad++;
        } else {
            deck.rows.add(run.line(), row);
        }
    }

    private void write(TaskRun run, DeckRows deck) {
        List<RateMerge.Clash> clashes = deck.bad == 0
                ? writer.merge(run.caller(), run.account(), deck.name, deck.rows, effective(run.options()))
                : RateMerge.clashes(deck.rows);
        if (deck.bad == 0 && clashes.isEmpty()) {
            run.succeeded(deck.rows.size());
            LOG.info("Deck imported: account={} deck={} rows={}", run.account(), deck.name, deck.rows.size());
            return;
        }
        clashes.forEach(clash -> run.failed(clash.line(), RateDocuments.PREFIX, clash.prefix(), clash.message()));
        run.failed(deck.rows.size() - clashes.size());
        LOG.info(
                "Deck not imported: account={} deck={} bad_rows={}",
                run.account(),
                deck.name,
                deck.bad + clashes.size());
    }

    /** What the file has for one deck. */
    private static final class DeckRows {
        private final String name;
        private final boolean isNameGood;
        private final ImportedRows rows = new ImportedRows();
        private long bad;

        DeckRows(String name) {
            this.name = name;
            this.isNameGood = DeckManager.isName(name);
        }
    }
}
