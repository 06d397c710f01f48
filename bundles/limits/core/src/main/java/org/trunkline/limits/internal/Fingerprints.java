package org.trunkline.limits.internal;

import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;

/** What makes two attempts the same (design §13, "Idempotency"): direction, account, numbers, resource type. */
final class Fingerprints {
    private Fingerprints() {}

    static String of(CallAttempt attempt) {
        return attempt.direction().wireName()
                + '\n'
                + selector(attempt.selector())
                + '\n'
                + attempt.from()
                + '\n'
                + attempt.to()
                + '\n'
                + attempt.resourceType();
    }

    static String selector(AccountSelector selector) {
        if (selector instanceof AccountSelector.ById byId) {
            return "id:" + byId.account().value();
        }
        if (selector instanceof AccountSelector.ByRealm byRealm) {
            return "realm:" + byRealm.realm();
        }
        return "did:" + ((AccountSelector.ByDid) selector).number();
    }
}
