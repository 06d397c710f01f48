package org.trunkline.limits.internal;

import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Billing;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.rating.Rate;

/** Told what every rule says while a call is decided. Real calls tell nobody; {@code explain} writes it down. */
interface Trace {
    /** Told nothing; costs nothing. */
    Trace NONE = new Trace() {};

    /** This node decides nothing. */
    default void standsBy() {}

    default void enabled(AccountNode node, int distance, boolean enabled) {}

    /** The number that decides, and its class. */
    default void number(String number, String classification, boolean invalid) {}

    default void restriction(AccountNode node, int distance, String classification, boolean refused) {}

    /** This level's limits say nothing. */
    default void skipped(AskedLevel level, Reason why) {}

    /** So many are in use or admitted, and so many may be; −1 = any number. */
    default void counted(AskedLevel level, Reason rule, long used, long max, boolean refused) {}

    /** How the trunks stand with this call in them: beyond those of each direction, against those that both share. */
    default void trunks(AskedLevel level, long overInbound, long overOutbound, boolean fits) {}

    /** What is left of the allotment for such calls, of which the least that a call takes must be there. */
    default void allotment(AskedLevel level, Allotment allotment, long leftSeconds, boolean fits) {}

    /** The price of a minute and of the connection against the highest allowed. */
    default void priced(AskedLevel level, Rate rate, boolean refused) {}

    /** What the first part of the call costs against what there is for it. */
    default void money(AskedLevel level, Reason rule, long costMicros, long roomMicros, boolean refused) {}

    /** A rule of the fraud guard has fired. */
    default void suspicious(Suspicion suspicion) {}

    /** The level refuses for this reason, whatever numbers stand behind it. */
    default void refused(AskedLevel level, Reason reason) {}

    /** The last refusal of this level is passed by its soft limit. */
    default void softened(AskedLevel level, Reason reason) {}

    /** How the level takes the call, if all levels do. */
    default void taken(AskedLevel level, Billing billing) {}
}
