package org.trunkline.limits;

import org.trunkline.kernel.AccountId;

/** How a switch says whose call it is. */
public sealed interface AccountSelector {
    /** By the account's id. */
    record ById(AccountId account) implements AccountSelector {}

    /** By the account's realm, without regard to case. */
    record ByRealm(String realm) implements AccountSelector {}

    /** By a number that the account owns. */
    record ByDid(String number) implements AccountSelector {}
}
