package org.trunkline.shell.rating;

import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
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

/** Says what an account pays for a number. */
@Service
@Command(scope = "rate", name = "quote", description = "Shows what a call to a number costs an account")
public final class QuoteCommand implements Action {
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

    @Option(name = "-s", aliases = "--seconds", description = "Length of the call to price")
    private long seconds = 60;

    @Reference
    private RatingService rating;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AccountNode payer = account == null ? new Accounts(tree).root() : new Accounts(tree).find(account);
        Quote quote = rating.quote(
                new Accounts(tree).caller(),
                payer.id(),
                new QuoteRequest(
                        number,
                        Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
                        Optional.empty(),
                        Optional.empty()));
        Price price = quote.rate().price();
        ShellTable table = new ShellTable().noHeaders();
        table.column("field");
        table.column("value");
        table.addRow().addContent("number", quote.e164());
        table.addRow()
                .addContent("rate", quote.rate().id() + "  " + quote.rate().name());
        table.addRow().addContent("description", quote.rate().description());
        table.addRow().addContent("deck", quote.rate().deck());
        table.addRow().addContent("prefix", quote.rate().prefix());
        table.addRow()
                .addContent(
                        "per minute",
                        Money.fromNanos(price.perMinuteNanos()).toPlainString() + " "
                                + quote.rate().currency());
        table.addRow().addContent("fee", Money.fromNanos(price.surchargeNanos()).toPlainString());
        table.addRow().addContent("minimum/increment", price.minimumSeconds() + "/" + price.incrementSeconds() + " s");
        table.addRow()
                .addContent(
                        seconds + " s cost",
                        Money.fromMicros(price.costMicros(seconds)).toPlainString() + " for "
                                + price.chargedSeconds(seconds) + " s charged");
        table.print(System.out);
        return null;
    }
}
