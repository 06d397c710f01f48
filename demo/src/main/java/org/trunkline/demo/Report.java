package org.trunkline.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.trunkline.demo.Checks.Check;

/** The tables at the end. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void decisions(Books books) {
        title("Decisions by reason");
        books.decisions().forEach((reason, count) -> out.printf("  %-45s %8d%n", reason, count));
        if (books.cut() > 0) {
            out.printf("  %-45s %8d%n", "ended by the switch at max_seconds", books.cut());
        }
        books.flags().forEach((flag, count) -> out.printf("  %-45s %8d%n", "flagged " + flag, count));
    }

    void charges(List<Party> parties, Books books, Map<String, BigDecimal> balances) {
        title("Charges per account and level");
        out.printf(
                "  %-14s %-24s %-16s %7s %9s %14s %14s%n",
                "account", "", "billing", "calls", "seconds", "amount", "balance");
        for (Party party : parties) {
            String balance = balances.get(party.id()).toPlainString();
            String name = party.name();
            String words = party.role().words();
            if (books.charges(party.id()).isEmpty()) {
                out.printf("  %-14s %-24s %-16s %7s %9s %14s %14s%n", name, words, "-", "", "", "", balance);
            }
            for (Map.Entry<String, Books.Sum> line : books.charges(party.id()).entrySet()) {
                Books.Sum sum = line.getValue();
                out.printf(
                        "  %-14s %-24s %-16s %7d %9d %14s %14s%n",
                        name,
                        words,
                        line.getKey(),
                        sum.calls(),
                        sum.seconds(),
                        sum.amount().toPlainString(),
                        balance);
                name = "";
                words = "";
                balance = "";
            }
        }
    }

    void checks(Checks checks) {
        title("Checks");
        for (Check check : Check.values()) {
            Checks.Result result = checks.result(check);
            String verdict = result.holds() ? "PASS" : result.wrong() > 0 ? "FAIL" : "----";
            out.printf("  %s  %s (%d looks)%n", verdict, check.words(), result.seen());
            if (!result.holds()) {
                out.printf("        %s%n", result.firstWrong());
            }
        }
    }

    void next(Server server) {
        title("Where to look next");
        out.println("  REST      " + server.url() + "/v2  (login: PUT /v2/user_auth)");
        out.println("  login     account root, user " + Server.ROOT_USER + ", password " + server.password());
        out.println("  console   " + server.consoleCommand() + " 'account:tree'");
        out.println("  log       " + server.log());
    }

    private void title(String text) {
        out.printf("%n%s%n", text);
    }
}
