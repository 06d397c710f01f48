package org.trunkline.rating;

import java.util.Objects;

/**
 * One rate of a deck, as an event sees it.
 *
 * @param id its wire id, such as {@code GB-44-sms}
 * @param deck the name of its deck
 * @param deckVersion the number of the version of the deck that it comes from
 * @param prefix {@code 0} where it is for any number and for none
 * @param currency the deck's currency, ISO 4217
 */
public record EventRate(
        String id,
        String name,
        String description,
        String deck,
        long deckVersion,
        String service,
        String prefix,
        EventPrice price,
        String currency) {
    public EventRate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(deck, "deck");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(currency, "currency");
    }

    public EventRate withPrice(EventPrice newPrice) {
        return new EventRate(id, name, description, deck, deckVersion, service, prefix, newPrice, currency);
    }
}
