package org.trunkline.webhooks.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Where webhooks are kept. */
@ConsumerType
public interface WebhookStore {
    Optional<StoredWebhook> find(AccountId account, String id);

    /**
     * Returns webhooks of the account, by id.
     *
     * @param from the id of the first row, inclusive
     */
    List<StoredWebhook> list(AccountId account, Optional<String> from, int rowsMax, boolean ascending);

    /** Returns those webhooks of these accounts that are enabled. */
    List<StoredWebhook> enabled(Collection<AccountId> accounts);

    /**
     * Returns webhooks of any account that have a reason for which they are disabled, by id.
     *
     * @param after the id before the first row
     */
    List<StoredWebhook> disabled(String after, int rowsMax);

    /** Adds a webhook, at revision 1; nothing waits for it. */
    StoredWebhook insert(StoredWebhook webhook, Change change);

    /**
     * Stores the webhook if the stored revision is still its own, and returns it at its new one. One that comes to be enabled
     * has not failed yet, and what waits for it is due.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise
     */
    StoredWebhook update(StoredWebhook webhook, Change change);

    /**
     * Removes the webhook, and what waits for its receiver.
     *
     * @throws org.trunkline.kernel.ConflictException unless the stored revision is still its own
     */
    void delete(StoredWebhook webhook, Change change);
}
