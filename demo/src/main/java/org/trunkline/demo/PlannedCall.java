package org.trunkline.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One call of the file, as it would go if nobody stopped it.
 *
 * @param account which customer, counted from 0
 * @param startMillis when it is dialled, on the clock of the file
 * @param durationSeconds from answer to hang-up
 */
record PlannedCall(
        String id,
        int account,
        boolean outbound,
        String from,
        String to,
        long startMillis,
        boolean answered,
        long durationSeconds,
        String hangupCause) {
    /** Enough for a carrier's account list, and small enough that a wrong column is noticed. */
    static final int ACCOUNTS_MAX = 10_000;

    private static final List<String> COLUMNS = List.of(
            "call_id",
            "account",
            "direction",
            "from",
            "to",
            "start_offset_ms",
            "answered",
            "duration_s",
            "hangup_cause");

    /**
     * Reads all calls of the file, or of the shipped one.
     *
     * @throws DemoFailure naming the line, if one cannot be read or repeats a call id
     */
    static List<PlannedCall> read(Optional<Path> file) throws IOException {
        List<PlannedCall> calls = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (CSVParser rows = Csv.open(file, "calls.csv", COLUMNS)) {
            for (CSVRecord row : rows) {
                PlannedCall call = of(row);
                if (!ids.add(call.id)) {
                    throw new DemoFailure("line " + rows.getCurrentLineNumber() + ": call " + call.id + " repeats");
                }
                calls.add(call);
            }
        }
        if (calls.isEmpty()) {
            throw new DemoFailure("there is no call to replay");
        }
        return calls;
    }

    private static PlannedCall of(CSVRecord row) {
        try {
            return new PlannedCall(
                    row.get("call_id"),
                    (int) number(row, "account", ACCOUNTS_MAX - 1),
                    !row.get("direction").equals("inbound"),
                    row.get("from"),
                    row.get("to"),
                    number(row, "start_offset_ms", Integer.MAX_VALUE),
                    row.get("answered").equals("1"),
                    number(row, "duration_s", Integer.MAX_VALUE),
                    row.get("hangup_cause"));
        } catch (IllegalArgumentException e) {
            throw new DemoFailure("call " + row.getRecordNumber() + " of the file: " + e.getMessage(), e);
        }
    }

    private static long number(CSVRecord row, String column, long max) {
        String text = row.get(column);
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > max) {
            throw new IllegalArgumentException(column + " is \"" + text + "\", not a number of 0.." + max);
        }
        return Long.parseLong(text);
    }
}
