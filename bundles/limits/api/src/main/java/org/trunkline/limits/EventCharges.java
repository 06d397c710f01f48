package org.trunkline.limits;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;

/** Charges what is used without a call: messages, transcriptions, data, look-ups, fees (charging §6). */
@ProviderType
public interface EventCharges {

    /**
     * Charges the event on all levels or on none; no level goes below the floor that its calls stop at. Posted when it
     * returns. A repeat returns the first answer, for ever, once the event was charged; what was refused took nothing and is
     * decided anew.
     *
     * @throws org.trunkline.kernel.ConflictException if the key was used for another event
     * @throws org.trunkline.kernel.UnavailableException if the ledger cannot be reached: nothing was taken
     */
    EventSettlement charge(Caller caller, EventCharge event);
}
