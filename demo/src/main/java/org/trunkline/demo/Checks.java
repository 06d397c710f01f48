package org.trunkline.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What must hold, how often it was looked at, and the first thing that was wrong. */
final class Checks {
    /** The claims, in the order in which they are shown. */
    enum Check {
        ANSWERS("every message gets its answer"),
        EMERGENCY("emergency calls are never refused"),
        DISABLED("the disabled account gets nothing else: account_disabled"),
        RESTRICTED("no international call where they are denied"),
        NO_TRUNKS("without trunks nothing goes at a flat rate"),
        NO_CREDIT("without credit nothing is charged by the minute"),
        REPEATS("a repeated end returns the first answer"),
        PRICE("each level is charged what its rate gives, computed here once more"),
        LEDGER("the charges of the calls are the movements of the ledger, to the micro"),
        FLOOR("no balance is below zero but by a flagged call"),
        LIVE("no call is left live"),
        VERIFY("ledger:verify finds nothing wrong");

        private final String words;

        Check(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** How one claim stands: it holds if it was looked at and never found wrong. */
    record Result(long seen, long wrong, String firstWrong) {
        boolean holds() {
            return seen > 0 && wrong == 0;
        }
    }

    private static final Result NEVER = new Result(0, 0, "there was nothing to see it by");

    private final Map<Check, Result> results = new EnumMap<>(Check.class);

    synchronized void expect(Check check, boolean right, Supplier<String> what) {
        Result before = results.getOrDefault(check, NEVER);
        boolean first = !right && before.wrong == 0;
        results.put(
                check,
                new Result(before.seen + 1, before.wrong + (right ? 0 : 1), first ? what.get() : before.firstWrong));
    }

    synchronized Result result(Check check) {
        return results.getOrDefault(check, NEVER);
    }

    /** A claim that a file of other calls gives no occasion to see is no failure. */
    synchronized boolean failed() {
        return results.values().stream().anyMatch(result -> result.wrong > 0);
    }
}
