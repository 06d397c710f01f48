package org.trunkline.webhooks.internal;

import java.time.Instant;
import java.util.List;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.UnaskedAccounts;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.OneReseller;

/** Knows one account that was deleted, and nothing else. */
final class Deleted extends UnaskedAccounts {
    static final AccountId GONE = new AccountId("d".repeat(32));

    @Override
    public List<DeletedAccount> deleted(Caller caller) {
        return List.of(new DeletedAccount(GONE, "gone", "gone.example", OneReseller.RESELLER, Instant.EPOCH));
    }
}
