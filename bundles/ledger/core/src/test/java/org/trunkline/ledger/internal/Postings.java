package org.trunkline.ledger.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** Postings for tests. */
final class Postings {
    private static final Instant CALL_END = Instant.parse("2026-11-20T10:00:00Z");

    private Postings() {}

    static Posting of(String key, PostingLine... lines) {
        return new Posting(key, List.of(lines));
    }

    static PostingLine call(AccountId account, AccountId seller, long micros) {
        return new PostingLine(
                account,
                micros,
                "USD",
                new PostingLine.Contra(seller.value(), "sold:per-minute-voip"),
                new PostingLine.Source("per-minute-voip", "call"),
                new PostingLine.Usage("voice", 60, "sec"),
                Optional.of(new PostingLine.Period(CALL_END.minusSeconds(60), CALL_END)),
                account,
                "Call",
                "{}",
                Optional.empty());
    }
}
