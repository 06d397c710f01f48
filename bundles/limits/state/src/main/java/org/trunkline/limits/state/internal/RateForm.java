package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.util.OptionalLong;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateTexts;

/** A rate as part of a record. */
final class RateForm {
    /** Since this version a rate tells of which version of its deck it is. */
    private static final int DECK_VERSION = 3;

    /** Since this version what a rate is called is one piece. */
    private static final int IN_ONE_PIECE = 7;

    private RateForm() {}

    static void write(RecordOutput out, Rate rate) throws IOException {
        out.piece(rate.texts());
        out.writeUTF(rate.deck());
        out.writeUTF(rate.currency());
        out.number(rate.internalCostNanos());
        Price price = rate.price();
        out.writeLong(price.perMinuteNanos());
        out.writeLong(price.surchargeNanos());
        out.writeInt(price.minimumSeconds());
        out.writeInt(price.incrementSeconds());
        out.writeInt(price.noChargeSeconds());
        out.writeInt(price.discountBasisPoints());
        out.writeLong(price.exchangeNumerator());
        out.writeLong(price.exchangeDenominator());
        out.writeLong(rate.deckVersion());
    }

    static Rate read(RecordInput in) throws IOException {
        return in.has(IN_ONE_PIECE) ? read(in, new TextsInOnePiece(in.piece()), in.readUTF()) : readTexts(in);
    }

    private static Rate readTexts(RecordInput in) throws IOException {
        String id = in.readUTF();
        String name = in.readUTF();
        String description = in.readUTF();
        String deck = in.readUTF();
        return read(in, new RateTexts(id, name, description, in.readUTF()), deck);
    }

    private static Rate read(RecordInput in, Rate.Label texts, String deck) throws IOException {
        String currency = in.readUTF();
        OptionalLong internalCost = in.number();
        Price price = new Price(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
        long deckVersion = in.has(DECK_VERSION) ? in.readLong() : 0;
        return new Rate(texts, deck, deckVersion, price, currency, internalCost);
    }
}
