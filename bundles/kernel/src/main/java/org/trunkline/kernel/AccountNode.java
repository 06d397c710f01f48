package org.trunkline.kernel;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What every domain may know of an account without asking the accounts domain: its place in the tree and what a call
 * decision needs. Immutable; always the latest committed state.
 *
 * @param parent the parent; empty for root only
 * @param enabled the account's own flag; {@link AccountTree#enabled} is the effective one
 * @param reseller whether it is flagged as reseller; root always is
 * @param currency the currency of its balance, ISO 4217
 * @param country ISO 3166 alpha-2 of its phones, for emergency numbers and dialling; {@code US} when unknown
 * @param timezone IANA name, never empty
 * @param language what its users see when they chose none, such as {@code en-US}; never empty
 * @param restricted classifiers that its own phones may not call
 * @param restrictedBelow classifiers that no account below it may call ({@code call_restriction_below})
 */
public record AccountNode(
        AccountId id,
        Optional<AccountId> parent,
        String name,
        String realm,
        boolean enabled,
        boolean reseller,
        String currency,
        String country,
        String timezone,
        String language,
        Set<String> restricted,
        Set<String> restrictedBelow) {
    public AccountNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(timezone, "timezone");
        Objects.requireNonNull(language, "language");
        restricted = Set.copyOf(restricted);
        restrictedBelow = Set.copyOf(restrictedBelow);
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }
}
