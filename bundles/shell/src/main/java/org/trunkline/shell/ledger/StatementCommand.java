package org.trunkline.shell.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows the sums of a time, or writes every entry of it. */
@Service
@Command(
        scope = "ledger",
        name = "statement",
        description = "Shows what an account had, the sum of each service and what it has; or writes every entry")
public final class StatementCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "--from", description = "First day, such as 2026-11-01 (UTC); the first of this month if left out")
    private String from;

    @Option(name = "--to", description = "Last day (UTC); today if left out")
    private String to;

    @Option(name = "-o", aliases = "--output", description = "Writes it into a new file, every entry a line of JSON")
    private String file;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = "Shows every entry as a line of JSON")
    private boolean json;

    @Reference
    private LedgerService ledgers;

    @Reference
    private AccountTree tree;

    @Reference
    private Clock clock;

    @Override
    public Object execute() throws IOException {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = from == null ? today.withDayOfMonth(1) : day("--from", from);
        LocalDate last = to == null ? today : day("--to", to);
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("--to must not be before --from");
        }
        AccountNode found = new Accounts(tree).find(account);
        Statement statement =
                ledgers.statement(new Accounts(tree).caller(), found.id(), start(first), start(last.plusDays(1)));
        if (file != null) {
            write(statement);
        } else if (json) {
            lines(statement, System.out);
        } else {
            sums(statement);
        }
        return null;
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(option + " is a day such as 2026-11-01, not " + text);
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void write(Statement statement) throws IOException {
        try (PrintStream out = new PrintStream(
                Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                false,
                StandardCharsets.UTF_8)) {
            lines(statement, out);
            if (out.checkError()) {
                throw new IOException("could not write all of " + file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("There is a file " + file + " already");
        }
    }

    private static void lines(Statement statement, PrintStream out) {
        out.println(Json.write(balance("opening", statement.openingMicros())));
        long[] micros = {statement.openingMicros()};
        statement.forEach(entry -> {
            micros[0] = entry.balanceMicros();
            out.println(Json.write(EntryFields.of(entry).put("type", "entry")));
        });
        out.println(Json.write(balance("closing", micros[0])));
    }

    private static ObjectNode balance(String type, long micros) {
        return Json.object().put("type", type).put("balance", Money.fromMicros(micros));
    }

    private static void sums(Statement statement) {
        ObjectNode fields = Json.object();
        fields.put("opening balance", Money.fromMicros(statement.openingMicros()));
        long micros = statement.openingMicros();
        for (Map.Entry<String, ServiceTotal> each : statement.totals().entrySet()) {
            fields.put(each.getKey(), Money.fromMicros(each.getValue().amountMicros()));
            micros = Math.addExact(micros, each.getValue().amountMicros());
        }
        fields.put("closing balance", Money.fromMicros(micros));
        fields.put("currency", statement.account().currency());
        View.fields(fields);
    }
}
