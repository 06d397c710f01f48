package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.RatingService;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/** Writes the rates of one deck of the task's account, as they are in force, for {@link RateImport} to read again. */
@Component
public final class RateExport implements TaskHandler {
    private static final TaskKind KIND = new TaskKind(
            "rates",
            "export",
            "Export the rates of a rate deck",
            List.of(),
            List.of(),
            List.of(RateImport.DECK),
            false);
    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(RateDocuments.PREFIX, RateDocuments.COST), RateColumns.OPTIONAL.stream())
            .toList();

    private final DeckModel model;
    private final Access access;
    private final Clock clock;

    @Activate
    public RateExport(@Reference DeckModel model, @Reference Access access, @Reference Clock clock) {
        this.model = model;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        DeckManager.requireSeller(access, caller, account);
        deck(account, name(wanted.options().get(RateImport.DECK)));
    }

    private static String name(String given) {
        return given == null || given.isEmpty() ? RatingService.DECK_DEFAULT : given;
    }

    private DeckTimeline deck(AccountId owner, String name) {
        return model.deck(owner, name).orElseThrow(() -> new NotFoundException(name));
    }

    @Override
    public void run(TaskRun run) {
        String name = name(run.options().get(RateImport.DECK));
        LiveDeck deck = deck(run.account(), name).at(clock.instant());
        run.expect(deck.size());
        run.write(COLUMNS);
        String prefix = deck.following("");
        while (prefix != null && !run.isStopped()) {
            List<RateRow> rows = deck.withPrefix(prefix);
            rows.forEach(row -> run.write(cells(row, name)));
            run.succeeded(rows.size());
            prefix = deck.following(prefix);
        }
    }

    private static List<String> cells(RateRow row, String deck) {
        ObjectNode rate = RateDocuments.given(row).put(RateImport.DECK, deck);
        List<String> cells = new ArrayList<>(COLUMNS.size());
        COLUMNS.forEach(column -> cells.add(RateColumns.cell(rate, column)));
        return cells;
    }
}
