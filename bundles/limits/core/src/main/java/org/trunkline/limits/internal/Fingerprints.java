package org.trunkline.limits.internal;

import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;

/** What makes two attempts the same (design §13, "Idempotency"): direction, account, numbers, resource type. */
final class Fingerprints {
    private Fingerprints() {}

    static String of(CallAttempt attempt) {
        AccountSelector selector = attempt.selector();
        return attempt.direction().wireName()
                + '\n'
                + kind(selector)
                + ':'
                + value(selector)
                + '\n'
                + attempt.from()
                + '\n'
                + attempt.to()
                + '\n'
                + attempt.resourceType();
    }

    static String selector(AccountSelector selector) {
        return kind(selector) + ':' + value(selector);
    }

    private static String kind(AccountSelector selector) {
        if (selector instanceof AccountSelector.ById) {
            return "id";
        }
        return selector instanceof AccountSelector.ByRealm ? "realm" : "did";
    }

    private static String value(AccountSelector selector) {
        if (selector instanceof AccountSelector.ById byId) {
            return byId.account().value();
        }
        return selector instanceof AccountSelector.ByRealm byRealm
                ? byRealm.realm()
                : ((AccountSelector.ByDid) selector).number();
    }
}
