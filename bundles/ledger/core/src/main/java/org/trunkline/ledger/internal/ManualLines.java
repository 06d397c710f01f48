package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.PostingLine;

/**
 * The lines of a credit or a debit by hand, and their contra sides (charging §6):
 *
 * <ul>
 *   <li>a service that is sold, such as {@code per-minute-voip}: the seller's {@code sold:<service>}. A debit is a sale, a
 *       credit takes one back
 *   <li>anything else for a granted account: the seller's {@code granted}. A credit grants, a debit takes the grant back
 *   <li>anything else for a real account: a credit is money that came in, the seller's {@code cash:manual}; a debit by
 *       the service {@code payments} gives it back; any other debit is the seller's {@code adjust}, for no cash left the
 *       house
 * </ul>
 */
final class ManualLines {
    static final String PAYMENTS = "payments";

    /** What is sold, by the names of crossbar-api §6.3. */
    private static final Set<String> SOLD =
            Set.of("per-minute-voip", "services", "recurring", "prorations", "mobile_data", "sms", "mms", "asr");

    private final AccountTree tree;
    private final Function<AccountNode, FundingMode> funding;
    private final ManualEntry entry;
    private final boolean credit;
    private final AccountId account;

    /** @param funding how an account is funded */
    ManualLines(
            AccountTree tree,
            Function<AccountNode, FundingMode> funding,
            AccountId account,
            ManualEntry entry,
            boolean credit) {
        this.tree = tree;
        this.funding = funding;
        this.account = account;
        this.entry = entry;
        this.credit = credit;
    }

    /** Returns the line of the account, then that of its seller if it is to be posted there too. */
    List<PostingLine> of(AccountNode target, Optional<AccountNode> seller, String key) {
        List<PostingLine> lines = new ArrayList<>();
        lines.add(line(target, entry.metadata()));
        seller.ifPresent(node -> {
            ObjectNode metadata = Json.parseObject(entry.metadata());
            metadata.putObject("origin_ledger")
                    .put("id", EntryIds.of(key, 0, entry.period().end()))
                    .put("account_id", account.value());
            lines.add(line(node, Json.write(metadata)));
        });
        return lines;
    }

    private PostingLine line(AccountNode target, String metadata) {
        return new PostingLine(
                target.id(),
                credit ? entry.amountMicros() : -entry.amountMicros(),
                target.currency(),
                contra(target),
                entry.source(),
                entry.usage(),
                Optional.of(entry.period()),
                account,
                entry.description(),
                metadata,
                Optional.empty());
    }

    private PostingLine.Contra contra(AccountNode target) {
        AccountId seller = tree.seller(target.id()).orElseGet(tree::root).id();
        String service = entry.source().service();
        return new PostingLine.Contra(seller.value(), contra(service, funding.apply(target)));
    }

    private String contra(String service, FundingMode mode) {
        if (SOLD.contains(service) || service.startsWith("number/")) {
            return "sold:" + service;
        }
        if (mode == FundingMode.GRANTED) {
            return "granted";
        }
        return credit || service.equals(PAYMENTS) ? "cash:manual" : "adjust";
    }
}
