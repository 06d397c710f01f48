package org.trunkline.limits.state.internal;

import org.trunkline.rating.Rate;
import org.trunkline.rating.RateTexts;

/** What a rate is called, as a record has it: few who read a call ask for it, and who writes it again has it as it is. */
final class TextsInOnePiece implements Rate.Label {
    private final byte[] piece;

    TextsInOnePiece(byte[] piece) {
        this.piece = piece;
    }

    @Override
    public String id() {
        return RateTexts.read(piece).id();
    }

    @Override
    public String name() {
        return RateTexts.read(piece).name();
    }

    @Override
    public String description() {
        return RateTexts.read(piece).description();
    }

    @Override
    public String prefix() {
        return RateTexts.read(piece).prefix();
    }

    @Override
    public byte[] texts() {
        return piece;
    }
}
