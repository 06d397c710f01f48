package org.trunkline.rating.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.kernel.AccountNode;

/**
 * What root's calls cost root.
 *
 * @param era in which it was found out
 * @param deck that of the carriers, or else the system deck; null where there is neither
 */
record Bought(Object era, AccountNode root, AtomicReference<DeckTimeline> deck, boolean isFromCarriers) {}
