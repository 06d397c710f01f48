package org.trunkline.shell.rating;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.ExchangeRateService;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Adds an exchange rate. */
@Service
@Command(
        scope = "rate",
        name = "exchange-set",
        description = "Says what one unit of a currency is in another one, from a time on")
public final class ExchangeSetCommand implements Action {
    @Argument(index = 0, name = "from", description = "Currency of ISO 4217, such as EUR", required = true)
    private String from;

    @Argument(index = 1, name = "to", description = "Currency of ISO 4217, such as USD", required = true)
    private String to;

    @Argument(index = 2, name = "rate", description = "Such as 1.08345, at most nine decimals", required = true)
    private String rate;

    @Option(name = "-f", aliases = "--valid-from", description = "A time with offset; now if left out")
    private String validFrom;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private ExchangeRateService rates;

    @Reference
    private AccountTree tree;

    @Reference
    private Clock clock;

    @Override
    public Object execute() {
        ExchangeRate added = rates.add(new Accounts(tree).caller(), new ExchangeRate(from, to, nanos(), time()));
        if (json) {
            View.json(ExchangeListCommand.fields(added));
        } else {
            View.fields(ExchangeListCommand.fields(added));
        }
        return null;
    }

    private long nanos() {
        try {
            return Money.toNanos("rate", new BigDecimal(rate));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The rate must be a number such as 1.08345, not " + rate, e);
        }
    }

    private Instant time() {
        try {
            return validFrom == null
                    ? clock.instant()
                    : OffsetDateTime.parse(validFrom).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--valid-from must be a time with offset such as 2026-12-01T00:00:00Z, not " + validFrom, e);
        }
    }
}
