package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.InvalidException;
import org.trunkline.tasks.spi.TaskRun;

/** Reads the cells of rows into rates, and reports every cell that is wrong by its line and column. */
final class RateCells {
    private static final List<String> KIND_COLUMNS = List.of(
            Kind.ISO,
            Kind.SUFFIX,
            Kind.SERVICE,
            Kind.SURCHARGE,
            Kind.INCREMENT,
            Kind.MINIMUM,
            Kind.NO_CHARGE,
            Kind.WEIGHT,
            RateFilter.CALLERS,
            "carrier",
            "rate_version",
            RateFilter.VALID_FROM,
            RateFilter.VALID_UNTIL,
            RateFilter.WINDOWS,
            RateFilter.OPTIONS,
            RateFilter.ROUTES);
    static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final int NAME_LENGTH_MAX = 128;
    private static final int TEXT_LENGTH_MAX = 1_024;
    private static final int TEXT_CACHE_MAX = 100_000;
    private static final String BOTH = "both";
    private static final String DECK_RULE =
            "The name of a deck is 1 to 128 letters, digits, dots, hyphens and underscores";

    private final TaskRun run;
    private final int prefix;
    private final int cost;
    private final int internalCost;
    private final int direction;
    private final int description;
    private final int name;
    private final int service;
    private final int[] kindColumns;
    /** Kinds by their cells as they stand in the file: most rows of a deck have one of few. */
    private final Map<String, Kind> kinds = new HashMap<>();

    private final Map<String, String> texts = new HashMap<>();
    private boolean isGood;

    RateCells(TaskRun run) {
        this.run = run;
        prefix = run.column(RateDocuments.PREFIX);
        cost = run.column(RateDocuments.COST);
        internalCost = run.column(RateDocuments.INTERNAL_COST);
        direction = run.column(RateDocuments.DIRECTION);
        description = run.column(RateDocuments.DESCRIPTION);
        name = run.column(RateDocuments.NAME);
        service = run.column(Kind.SERVICE);
        kindColumns = KIND_COLUMNS.stream().mapToInt(run::column).toArray();
    }

    /** Returns the rate of the current row, or null when anything in it is wrong, which was reported. */
    RateRow read(boolean isDeckNameGood) {
        isGood = true;
        if (!isDeckNameGood) {
            fail(RateImport.DECK, run.cell(run.column(RateImport.DECK)), DECK_RULE);
        }
        String digits = run.cell(prefix);
        boolean isForCalls = run.cell(service).isEmpty();
        if (!RateDocuments.isPrefix(digits) || isForCalls && digits.equals(RateDocuments.ANY_NUMBER)) {
            fail(RateDocuments.PREFIX, digits, RateDocuments.PREFIX_RULE);
        }
        String costCell = run.cell(cost);
        if (costCell.isEmpty()) {
            fail(RateDocuments.COST, "", "Field is required but missing");
        }
        long rateNanos = price(RateDocuments.COST, costCell, 0);
        long internalNanos = price(RateDocuments.INTERNAL_COST, run.cell(internalCost), RateRow.NO_COST);
        int directions = directions(run.cell(direction));
        if (directions != 0 && !isForCalls) {
            fail(RateDocuments.DIRECTION, run.cell(direction), RateDocuments.EVENT_RULE);
        }
        String text = text(RateDocuments.DESCRIPTION, run.cell(description), TEXT_LENGTH_MAX);
        String shown = text(RateDocuments.NAME, run.cell(name), NAME_LENGTH_MAX);
        Kind kind = kind(RateDocuments.defaultRoute(digits));
        return isGood
                ? new RateRow(digits, directions, rateNanos, internalNanos, shared(text), shown, kind, false)
                : null;
    }

    private long price(String field, String cell, long absent) {
        if (cell.isEmpty()) {
            return absent;
        }
        if (!DECIMAL.matcher(cell).matches()) {
            fail(field, cell, "Value did not match type(s): number, such as 0.0127");
            return absent;
        }
        try {
            return RateDocuments.nanos(field, new BigDecimal(cell));
        } catch (InvalidException e) {
            fail(field, cell, e.errors().get(0).message());
            return absent;
        }
    }

    /** One direction, or several in a JSON list. */
    private int directions(String cell) {
        if (cell.isEmpty() || cell.equals(BOTH)) {
            return 0;
        }
        int directions = 0;
        for (String each : list(cell)) {
            int one = RateDocuments.direction(each);
            if (one == 0) {
                fail(RateDocuments.DIRECTION, cell, "A direction is inbound or outbound");
            }
            directions |= one;
        }
        return directions;
    }

    private String text(String field, String cell, int lengthMax) {
        if (cell.length() > lengthMax) {
            fail(field, cell, "String must not be more than " + lengthMax + " characters");
        }
        if (cell.indexOf('\0') >= 0) {
            fail(field, cell, "Text must not contain the character U+0000");
        }
        return cell;
    }

    /** Descriptions repeat: rows of one place share one. */
    private String shared(String text) {
        String known = texts.get(text);
        if (known == null && texts.size() < TEXT_CACHE_MAX) {
            texts.put(text, text);
        }
        return known == null ? text : known;
    }

    private Kind kind(String defaultRoute) {
        StringBuilder key = new StringBuilder(48);
        for (int i = 0; i < kindColumns.length; i++) {
            key.append(kindCell(i, defaultRoute)).append('\u001f');
        }
        String cells = key.toString();
        Kind known = kinds.get(cells);
        if (known != null) {
            return known;
        }
        ObjectNode document = Json.object();
        for (int i = 0; i < kindColumns.length; i++) {
            put(document, KIND_COLUMNS.get(i), kindCell(i, defaultRoute));
        }
        Checks checks = new Checks(document);
        Optional<Kind> kind = RateDocuments.kind(document, checks);
        checks.errors().forEach(error -> fail(error.field(), run.cell(run.column(error.field())), error.message()));
        kind.ifPresent(good -> kinds.put(cells, good));
        return kind.orElse(null);
    }

    /** A route that says nothing is none: it would make a kind of its own of every row. */
    private String kindCell(int column, String defaultRoute) {
        String cell = run.cell(kindColumns[column]);
        boolean isDefault = KIND_COLUMNS.get(column).equals(RateFilter.ROUTES)
                && (cell.equals(defaultRoute) || list(cell).equals(List.of(defaultRoute)));
        return isDefault ? "" : cell;
    }

    private void put(ObjectNode document, String column, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        if (column.equals(RateFilter.OPTIONS) || column.equals(RateFilter.ROUTES)) {
            list(cell).forEach(document.withArray("/" + column)::add);
        } else if (column.equals(Kind.SURCHARGE) && DECIMAL.matcher(cell).matches()) {
            // without the zeros that only the file has, so that fewer kinds differ
            BigDecimal value = new BigDecimal(cell).stripTrailingZeros();
            document.set(column, Json.number(value.scale() < 0 ? value.setScale(0) : value));
        } else {
            document.put(column, cell);
        }
    }

    /** A cell is one text, or a JSON list of texts. */
    static List<String> list(String cell) {
        if (!cell.startsWith("[")) {
            return List.of(cell);
        }
        try {
            List<String> values = new java.util.ArrayList<>();
            Json.parse(cell).forEach(each -> values.add(each.asText()));
            return values;
        } catch (IllegalArgumentException notJson) {
            return List.of(cell);
        }
    }

    private void fail(String field, String value, String message) {
        isGood = false;
        run.failed(run.line(), field, value, message);
    }
}
