package org.trunkline.rating;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One rate of a deck, as a call sees it.
 *
 * @param id its wire id, such as {@code GB-44}
 * @param deck the name of its deck
 * @param deckVersion the number of the version of the deck that it comes from; 0 where the deck has single rates alone
 * @param price what it costs
 * @param currency the deck's currency, ISO 4217
 * @param internalCostNanos what the seller pays per minute, hidden from customers
 */
public record Rate(
        String id,
        String name,
        String description,
        String deck,
        long deckVersion,
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

    /** A rate whose version is not known. */
    public Rate(
            String id,
            String name,
            String description,
            String deck,
            String prefix,
            Price price,
            String currency,
            OptionalLong internalCostNanos) {
        this(id, name, description, deck, 0, prefix, price, currency, internalCostNanos);
    }

    public Rate withPrice(Price newPrice) {
        return new Rate(id, name, description, deck, deckVersion, prefix, newPrice, currency, internalCostNanos);
    }
}
