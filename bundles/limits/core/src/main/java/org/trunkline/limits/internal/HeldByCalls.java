package org.trunkline.limits.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.spi.HeldCredit;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallState;

/** Tells the ledger what of a balance calls are using up. */
@Component
public final class HeldByCalls implements HeldCredit {
    private final CallState calls;
    private final Ledger ledger;
    private final AccountTree tree;

    @Activate
    public HeldByCalls(@Reference CallState calls, @Reference Ledger ledger, @Reference AccountTree tree) {
        this.calls = calls;
        this.ledger = ledger;
        this.tree = tree;
    }

    @Override
    public long heldMicros(AccountId account) {
        List<AccountNode> chain = tree.chain(account);
        if (chain.size() < 2) {
            return 0;
        }
        AccountId belowRoot = chain.get(chain.size() - 2).id();
        CallBook.Usage usage = calls.atomically(belowRoot, false, List.of(account), book -> book.usage(account));
        return usage.heldMicros() + ledger.balanceMicros(account) - usage.balanceMicros();
    }
}
