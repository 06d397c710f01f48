package org.trunkline.rating;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/** One rate of a deck, as a call sees it. Two are equal when they say the same. */
public final class Rate {
    private final Label label;
    private final String deck;
    private final long deckVersion;
    private final Price price;
    private final String currency;
    private final OptionalLong internalCostNanos;

    /**
     * What a rate is called. Most calls are rated several times and few of these texts are read, so they may be made when
     * they are asked for; they never change.
     */
    public interface Label {
        /** Returns its wire id, such as {@code GB-44}. */
        String id();

        String name();

        String description();

        String prefix();

        /** Returns whether all four are the same; whoever can tell without making them does. */
        default boolean isLike(Label other) {
            return Arrays.equals(texts(), other.texts());
        }

        /** Returns all four in the form that {@link RateTexts} reads; whoever keeps it does not make it for each call. */
        default byte[] texts() {
            return RateTexts.of(id(), name(), description(), prefix());
        }
    }

    /**
     * @param deck the name of its deck
     * @param deckVersion the number of the version of the deck that it comes from; 0 where the deck has single rates alone
     * @param price what it costs
     * @param currency the deck's currency, ISO 4217
     * @param internalCostNanos what the seller pays per minute, hidden from customers
     */
    public Rate(
            Label label, String deck, long deckVersion, Price price, String currency, OptionalLong internalCostNanos) {
        this.label = Objects.requireNonNull(label, "label");
        this.deck = Objects.requireNonNull(deck, "deck");
        this.deckVersion = deckVersion;
        this.price = Objects.requireNonNull(price, "price");
        this.currency = Objects.requireNonNull(currency, "currency");
        this.internalCostNanos = Objects.requireNonNull(internalCostNanos, "internalCostNanos");
    }

    public Rate(
            String id,
            String name,
            String description,
            String deck,
            long deckVersion,
            String prefix,
            Price price,
            String currency,
            OptionalLong internalCostNanos) {
        this(new RateTexts(id, name, description, prefix), deck, deckVersion, price, currency, internalCostNanos);
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

    /** Returns its wire id, such as {@code GB-44}. */
    public String id() {
        return label.id();
    }

    public String name() {
        return label.name();
    }

    public String description() {
        return label.description();
    }

    /** Returns the name of its deck. */
    public String deck() {
        return deck;
    }

    /** Returns the number of the version of the deck that it comes from; 0 where the deck has single rates alone. */
    public long deckVersion() {
        return deckVersion;
    }

    public String prefix() {
        return label.prefix();
    }

    /** Returns what it is called, in the form that {@link RateTexts} reads; not to be changed. */
    public byte[] texts() {
        return label.texts();
    }

    /** Returns whether {@link #texts} are the same. */
    public boolean isCalledLike(Rate other) {
        return label.isLike(other.label);
    }

    /** Returns what it costs. */
    public Price price() {
        return price;
    }

    /** Returns the deck's currency, ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Returns what the seller pays per minute, hidden from customers. */
    public OptionalLong internalCostNanos() {
        return internalCostNanos;
    }

    public Rate withPrice(Price newPrice) {
        return new Rate(label, deck, deckVersion, newPrice, currency, internalCostNanos);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rate rate
                && deckVersion == rate.deckVersion
                && deck.equals(rate.deck)
                && price.equals(rate.price)
                && currency.equals(rate.currency)
                && internalCostNanos.equals(rate.internalCostNanos)
                && id().equals(rate.id())
                && name().equals(rate.name())
                && description().equals(rate.description())
                && prefix().equals(rate.prefix());
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), deck, deckVersion, price, currency);
    }

    @Override
    public String toString() {
        return "Rate[id=" + id() + ", name=" + name() + ", deck=" + deck + ", deckVersion=" + deckVersion + ", prefix="
                + prefix() + ", price=" + price + ", currency=" + currency + ", internalCostNanos=" + internalCostNanos
                + ']';
    }
}
