package org.trunkline.rating;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One rate of a deck, as a call sees it.
 *
 * @param id its wire id, such as {@code GB-44}
 * @param deck the name of its deck
 * @param price what it costs
 * @param currency the deck's currency, ISO 4217
 * @param internalCostNanos what the seller pays per minute, hidden from customers
 */
public record Rate(
        String id,
        String name,
        String description,
        String deck,
        String prefix,
        Price price,
        String currency,
        OptionalLong internalCostNanos) {
    public Rate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(deck, "deck");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(internalCostNanos, "internalCostNanos");
    }

    public Rate withPrice(Price newPrice) {
        return new Rate(id, name, description, deck, prefix, newPrice, currency, internalCostNanos);
    }
}
