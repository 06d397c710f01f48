package org.trunkline.ledger.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.LedgerService.AvailableLedger;

/** What an operator decides of the ledger. */
@Component(service = LedgerSettings.class, configurationPid = "org.trunkline.ledger")
@Designate(ocd = LedgerSettings.Config.class)
public final class LedgerSettings {

    @ObjectClassDefinition(name = "Trunkline ledger", description = "Rules of credits and debits by hand.")
    public @interface Config {
        @AttributeDefinition(description = "Smallest credit by hand, in units of the currency, such as 5 or 0.50.")
        String credit_minimum() default "5";

        @AttributeDefinition(
                description = "Services that are charged, as clients are told: name:words for people:kinds of markup,"
                        + " separated by commas; kinds of markup by blanks.")
        String available() default
                "per-minute-voip:Per Minute VoIP:percentage,services:Monthly Recurring Services,"
                        + "payments:Payments,rollovers:Monthly Rollover";
    }

    private final long creditMinimumMicros;
    private final List<AvailableLedger> available;

    /** @throws IllegalArgumentException saying what is wrong with the settings */
    @Activate
    public LedgerSettings(Config config) {
        creditMinimumMicros = Money.toMicros("credit.minimum", new BigDecimal(config.credit_minimum()));
        available = Stream.of(config.available().split(","))
                .filter(each -> !each.isBlank())
                .map(LedgerSettings::read)
                .toList();
    }

    private static AvailableLedger read(String text) {
        String[] parts = text.strip().split(":", 3);
        if (parts[0].isBlank() || parts.length < 2) {
            throw new IllegalArgumentException("available: name:words for people:kinds of markup, not " + text);
        }
        List<String> markups = parts.length < 3
                ? List.of()
                : Stream.of(parts[2].split(" ")).filter(each -> !each.isEmpty()).toList();
        return new AvailableLedger(parts[0].strip(), parts[1].strip(), markups);
    }

    long creditMinimumMicros() {
        return creditMinimumMicros;
    }

    List<AvailableLedger> available() {
        return available;
    }
}
