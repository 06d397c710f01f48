package org.trunkline.limits.internal.simulation;

import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.rating.RateLookup;

/** What a mutation of the product puts between its parts; the product itself puts nothing there. */
class Bug {
    static final Bug NONE = new Bug("none");

    private final String name;

    Bug(String name) {
        this.name = name;
    }

    SimLedger ledger(Scene scene, Faults faults) {
        return new SimLedger(scene, faults);
    }

    CallState state(CallState state) {
        return state;
    }

    AllotmentUseStore allotmentUses(AllotmentUseStore store) {
        return store;
    }

    RateLookup rates(RateLookup rates) {
        return rates;
    }

    @Override
    public String toString() {
        return name;
    }
}
