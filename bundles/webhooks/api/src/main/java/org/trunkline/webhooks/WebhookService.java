package org.trunkline.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Keeps the webhooks of accounts (crossbar-api §9.3).
 *
 * <p>Every method throws {@code NotFoundException} for a webhook that is not in the account and for an account outside of the
 * caller's subtree; those that write throw {@code InvalidException} with every field that is wrong, and
 * {@code ConflictException} for {@code revision} if the stored one is not expected.
 */
@ProviderType
public interface WebhookService {
    /** An account may have so many. */
    int WEBHOOKS_MAX = 100;

    /**
     * A webhook that was written.
     *
     * @param secret with which its deliveries are signed, where Trunkline has made it: it is shown this once
     */
    record Written(Webhook webhook, Optional<String> secret) {}

    /** Returns what can be told. */
    List<Hook> hooks();

    /**
     * Returns what receivers are told by a hook: one example of each thing that can be told.
     *
     * @param hook the id of one of {@link #hooks}
     * @throws org.trunkline.kernel.NotFoundException if there is no such hook
     */
    List<ObjectNode> samples(String hook);

    /** Creates a webhook; without a {@code secret} in the document it gets one. */
    Written create(Caller caller, AccountId account, ObjectNode document);

    Webhook get(Caller caller, AccountId account, String id);

    /** Returns the webhooks of one account, by id. */
    Page<Webhook> list(Caller caller, AccountId account, PageRequest page);

    /** Replaces the public fields (POST); without a {@code secret} the old one stays. */
    Webhook replace(Caller caller, AccountId account, String id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    Webhook merge(Caller caller, AccountId account, String id, ObjectNode changes, LongPredicate expected);

    /** Returns the webhook as it was. What waits for its receiver goes with it. */
    Webhook delete(Caller caller, AccountId account, String id, LongPredicate expected);

    /**
     * Enables those webhooks that Trunkline has disabled; what waits for their receivers is sent then.
     *
     * @param below those of all accounts below as well
     * @return those that were
     */
    List<Webhook> reEnable(Caller caller, AccountId account, boolean below);

    /** Returns what was tried lately for the webhooks of an account, or for one of them, by time. */
    Page<Attempt> attempts(Caller caller, AccountId account, Optional<String> webhook, PageRequest page);
}
