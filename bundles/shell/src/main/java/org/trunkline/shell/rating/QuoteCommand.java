package org.trunkline.shell.rating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Quote;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.RatingService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Says what an account pays for a number. */
@Service
@Command(scope = "rate", name = "quote", description = "Shows what a call to a number costs an account")
public final class QuoteCommand implements Action {
    /** A month. */
    private static final long SECONDS_MAX = 2_678_400;

    @Argument(name = "number", description = "In any form that people write, such as +442071838750", required = true)
    private String number;

    @Option(name = "-a", aliases = "--account", description = "Id, realm or name; the root account if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-d", aliases = "--direction", description = "inbound or outbound")
    @Completion(
            value = StringsCompleter.class,
            values = {"inbound", "outbound"})
    private String direction = "outbound";

    @Option(name = "-c", aliases = "--caller", description = "The caller's number, for rates that depend on the origin")
    private String caller;

    @Option(
            name = "-o",
            aliases = "--option",
            description = "A flag of the call; may be given again",
            multiValued = true)
    private List<String> options = List.of();

    @Option(name = "-t", aliases = "--at", description = "When the call is made, a time with offset; now if left out")
    private String at;

    @Option(
            name = "-k",
            aliases = "--deck",
            description = "A deck of root to ask, instead of that which the account pays from")
    private String deck;

    @Option(name = "-s", aliases = "--seconds", description = "Seconds of the call to price")
    private long seconds = 60;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private RatingService rating;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw new IllegalArgumentException("--seconds must be 0 to " + SECONDS_MAX + ", not " + seconds);
        }
        AccountNode payer = account == null ? new Accounts(tree).root() : new Accounts(tree).find(account);
        Quote quote = rating.quote(
                new Accounts(tree).caller(),
                payer.id(),
                new QuoteRequest(
                        number,
                        direction(),
                        Optional.ofNullable(caller),
                        Optional.ofNullable(deck),
                        Set.copyOf(options),
                        Optional.ofNullable(at).map(QuoteCommand::instant)));
        ObjectNode fields = fields(quote);
        if (json) {
            View.json(fields);
        } else {
            View.fields(fields);
        }
        return null;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--at must be a time with offset such as 2026-12-01T00:00:00Z, not " + text, e);
        }
    }

    private Direction direction() {
        return Stream.of(Direction.values())
                .filter(each -> each.wireName().equals(direction))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("--direction must be inbound or outbound, not " + direction));
    }

    private ObjectNode fields(Quote quote) {
        Price price = quote.rate().price();
        return Json.object()
                .put("number", quote.e164())
                .put("rate_id", quote.rate().id())
                .put("rate_name", quote.rate().name())
                .put("description", quote.rate().description())
                .put("deck", quote.rate().deck())
                .put("prefix", quote.rate().prefix())
                .put("deck_version", quote.rate().deckVersion())
                .put("currency", quote.rate().currency())
                .put("rate_per_minute", Money.fromNanos(price.perMinuteNanos()))
                .put("surcharge", Money.fromNanos(price.surchargeNanos()))
                .put("minimum_seconds", price.minimumSeconds())
                .put("increment_seconds", price.incrementSeconds())
                .put("discount_percentage", BigDecimal.valueOf(price.discountBasisPoints(), 2))
                .put("seconds", seconds)
                .put("charged_seconds", price.chargedSeconds(seconds))
                .put("cost", Money.fromMicros(price.costMicros(seconds)))
                .put("cost_currency", quote.currency());
    }
}
