package org.trunkline.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * One entry to be made, with its contra side in the same row (charging §6).
 *
 * @param account whose credit changes
 * @param amountMicros by how much: negative for a charge, positive for a credit
 * @param currency ISO 4217
 * @param contra the other side, which changes by the opposite amount
 * @param source what caused it: wire {@code source.service} and {@code source.id}
 * @param usage what was used
 * @param period when it was used; empty = when it is posted
 * @param callingAccount wire {@code account}: whose call or purchase it was, on entries of resellers too
 * @param description a sentence for people
 * @param metadata an open JSON object as text
 * @param correctionOf the id of the entry that this one corrects
 */
public record PostingLine(
        AccountId account,
        long amountMicros,
        String currency,
        Contra contra,
        Source source,
        Usage usage,
        Optional<Period> period,
        AccountId callingAccount,
        String description,
        String metadata,
        Optional<String> correctionOf) {

    /** Wire {@code source}. */
    public record Source(String service, String id) {
        public Source {
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(id, "id");
        }
    }

    /** Wire {@code usage}: for example voice, 66, sec. */
    public record Usage(String type, long quantity, String unit) {
        public Usage {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** When the usage happened. */
    public record Period(Instant start, Instant end) {
        public Period {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
        }
    }

    /**
     * The other side of an entry.
     *
     * @param owner the account id whose book it is, or {@code carrier:<id>}
     * @param name {@code granted}, {@code sold:<service>}, {@code cash:<gateway>}, {@code adjust}, {@code writeoff}, …
     */
    public record Contra(String owner, String name) {
        public Contra {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(name, "name");
        }
    }

    public PostingLine {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(contra, "contra");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(callingAccount, "callingAccount");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(correctionOf, "correctionOf");
    }
}
