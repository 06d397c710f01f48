package org.trunkline.ledger.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.rest.Format;
import org.trunkline.rest.QueryRequest;
import org.trunkline.rest.RestRequest;

/** One account, its calls, and requests for them. */
final class Fixtures {
    static final AccountId ACME = new AccountId("a".repeat(32));
    static final AccountNode NODE = new AccountNode(
            ACME,
            Optional.empty(),
            "Acme",
            "acme.example",
            true,
            false,
            "USD",
            "US",
            "UTC",
            "en-US",
            Set.of(),
            Set.of());
    static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private Fixtures() {}

    /** A call of a minute, the n-th of the account, each for one unit. */
    static Entry call(int sequence) {
        PostingLine line = new PostingLine(
                ACME,
                -1_000_000,
                "USD",
                new PostingLine.Contra("b".repeat(32), "sold:per-minute-voip"),
                new PostingLine.Source("per-minute-voip", "call" + sequence),
                new PostingLine.Usage("voice", 60, "sec"),
                Optional.of(new PostingLine.Period(NOON.minusSeconds(60), NOON)),
                ACME,
                "Call",
                "{\"from\":\"+14155550100\",\"to\":\"+442071838750\",\"direction\":\"outbound\",\"odd\":" + sequence % 2
                        + ",\"rate\":{\"name\":\"UK\",\"value\":1,\"deck\":\"world\"}}",
                Optional.empty());
        return new Entry("202611-" + sequence, "k" + sequence, line, sequence, -sequence * 1_000_000L, NOON, "test");
    }

    static final AccountTree TREE = new AccountTree() {
        @Override
        public AccountNode root() {
            return NODE;
        }

        @Override
        public Optional<AccountNode> find(AccountId account) {
            return Optional.of(NODE).filter(each -> each.id().equals(account));
        }

        @Override
        public Optional<AccountNode> findByRealm(String realm) {
            return Optional.empty();
        }

        @Override
        public List<AccountNode> chain(AccountId account) {
            return find(account).stream().toList();
        }

        @Override
        public boolean contains(AccountId ancestor, AccountId account) {
            return ancestor.equals(account);
        }

        @Override
        public Optional<AccountNode> seller(AccountId account) {
            return Optional.empty();
        }

        @Override
        public boolean enabled(AccountId account) {
            return true;
        }
    };

    static RestRequest request(Format format, Map<String, String> query) {
        return new QueryRequest(Caller.apiKey(ACME), format, query);
    }
}
