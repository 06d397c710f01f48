package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.util.OptionalLong;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** A rate as part of a record, beside that of the level below: mostly little else differs than deck and price. */
final class RateForm {
    private static final int TEXTS_BEFORE = 1;
    private static final int CURRENCY_OF_LEVEL = 1 << 1;
    private static final int DECK_BEFORE = 1 << 2;
    private static final int DECK_VERSION_BEFORE = 1 << 3;
    private static final int COST = 1 << 4;
    private static final int COST_BEFORE = 1 << 5;
    /** All of the price but what a minute costs. */
    private static final int TERMS_BEFORE = 1 << 6;
    /** There is a discount, or an exchange rate. */
    private static final int CHANGED = 1 << 7;

    private RateForm() {}

    /**
     * @param currency of the level
     * @param before the rate of the level below; null for none
     */
    static void write(RecordOutput out, Rate rate, String currency, Rate before) {
        // those of the rate before are the last piece
        boolean isCalledAsBefore = before != null && rate.isCalledLike(before);
        byte[] texts = isCalledAsBefore ? null : rate.texts();
        int shape = shape(rate, currency, before) | (isCalledAsBefore || out.isPieceBefore(texts) ? TEXTS_BEFORE : 0);
        out.writeByte(shape);
        if ((shape & TEXTS_BEFORE) == 0) {
            out.piece(texts);
        }
        if ((shape & DECK_BEFORE) == 0) {
            out.text(rate.deck());
        }
        if ((shape & CURRENCY_OF_LEVEL) == 0) {
            out.text(rate.currency());
        }
        if ((shape & DECK_VERSION_BEFORE) == 0) {
            out.number(rate.deckVersion());
        }
        if ((shape & (COST | COST_BEFORE)) == COST) {
            out.nanos(rate.internalCostNanos().getAsLong());
        }
        write(out, rate.price(), shape);
    }

    private static int shape(Rate rate, String currency, Rate before) {
        OptionalLong cost = rate.internalCostNanos();
        Price price = rate.price();
        int shape = (rate.currency().equals(currency) ? CURRENCY_OF_LEVEL : 0)
                | (rate.deckVersion() == (before == null ? 0 : before.deckVersion()) ? DECK_VERSION_BEFORE : 0)
                | (cost.isPresent() ? COST : 0)
                | (isPlain(price) ? 0 : CHANGED);
        if (before == null) {
            return shape;
        }
        return shape
                | (before.deck().equals(rate.deck()) ? DECK_BEFORE : 0)
                | (cost.isPresent() && cost.equals(before.internalCostNanos()) ? COST_BEFORE : 0)
                | (hasTermsOf(before.price(), price) ? TERMS_BEFORE : 0);
    }

    private static boolean isPlain(Price price) {
        return price.discountBasisPoints() == 0 && price.exchangeNumerator() == 1 && price.exchangeDenominator() == 1;
    }

    private static boolean hasTermsOf(Price before, Price price) {
        return price.surchargeNanos() == before.surchargeNanos()
                && price.minimumSeconds() == before.minimumSeconds()
                && price.incrementSeconds() == before.incrementSeconds()
                && price.noChargeSeconds() == before.noChargeSeconds();
    }

    private static void write(RecordOutput out, Price price, int shape) {
        out.nanos(price.perMinuteNanos());
        if ((shape & TERMS_BEFORE) == 0) {
            out.nanos(price.surchargeNanos());
            out.number(price.minimumSeconds());
            out.number(price.incrementSeconds());
            out.number(price.noChargeSeconds());
        }
        if ((shape & CHANGED) != 0) {
            out.number(price.discountBasisPoints());
            out.number(price.exchangeNumerator());
            out.number(price.exchangeDenominator());
        }
    }

    static Rate read(RecordInput in, String currency, Rate before) throws IOException {
        int shape = in.readByte();
        if (before == null && (shape & (DECK_BEFORE | COST_BEFORE | TERMS_BEFORE)) != 0) {
            throw new IOException("a rate like one that was not there before");
        }
        TextsInOnePiece texts = new TextsInOnePiece((shape & TEXTS_BEFORE) != 0 ? in.pieceBefore() : in.piece());
        String deck = (shape & DECK_BEFORE) != 0 ? before.deck() : in.text();
        String ownCurrency = (shape & CURRENCY_OF_LEVEL) != 0 ? currency : in.text();
        long deckVersion = version(in, shape, before);
        OptionalLong cost = cost(in, shape, before);
        return new Rate(texts, deck, deckVersion, price(in, shape, before), ownCurrency, cost);
    }

    private static long version(RecordInput in, int shape, Rate before) throws IOException {
        if ((shape & DECK_VERSION_BEFORE) == 0) {
            return in.number();
        }
        return before == null ? 0 : before.deckVersion();
    }

    private static OptionalLong cost(RecordInput in, int shape, Rate before) throws IOException {
        if ((shape & COST_BEFORE) != 0) {
            return before.internalCostNanos();
        }
        return (shape & COST) != 0 ? OptionalLong.of(in.nanos()) : OptionalLong.empty();
    }

    private static Price price(RecordInput in, int shape, Rate before) throws IOException {
        long perMinute = in.nanos();
        boolean asBefore = (shape & TERMS_BEFORE) != 0;
        Price terms = asBefore ? before.price() : null;
        long surcharge = asBefore ? terms.surchargeNanos() : in.nanos();
        int minimum = asBefore ? terms.minimumSeconds() : in.smallNumber();
        int increment = asBefore ? terms.incrementSeconds() : in.smallNumber();
        int noCharge = asBefore ? terms.noChargeSeconds() : in.smallNumber();
        if ((shape & CHANGED) == 0) {
            return new Price(perMinute, surcharge, minimum, increment, noCharge);
        }
        return new Price(
                perMinute, surcharge, minimum, increment, noCharge, in.smallNumber(), in.number(), in.number());
    }
}
