package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.ForwardingBook;
import org.trunkline.limits.internal.ForwardingState;
import org.trunkline.limits.spi.AllotmentUse;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** What could be wrong with the product, put between its parts: the simulation must see each of these. */
final class PlantedBugs {
    private PlantedBugs() {}

    static List<Bug> all() {
        return List.of(
                new NoAtomicityOnALevel(),
                new LostRelease(),
                new DoublePost(),
                new LeaseNeverExpiring(),
                new RoundedUpTwice(),
                new SecondsTakenTwice(),
                new CapOutsideTheStep(),
                new SoftLimitOfAnotherLevel());
    }

    /** A state whose book is another one. */
    private static CallState with(CallState state, Function<CallBook, CallBook> other) {
        return new ForwardingState(state) {
            @Override
            public <R> R atomically(
                    AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
                return super.atomically(partition, withRoot, meters, book -> work.apply(other.apply(book)));
            }
        };
    }

    /** What the account itself uses was read before somebody else took something of it. */
    private static final class NoAtomicityOnALevel extends Bug {
        private final Map<AccountId, CallBook.Usage> read = new HashMap<>();

        NoAtomicityOnALevel() {
            super("no atomicity on a level");
        }

        @Override
        CallState state(CallState state) {
            read.clear();
            return with(state, book -> new ForwardingBook(book) {
                @Override
                public Usage usage(AccountId account) {
                    Usage now = book.usage(account);
                    Usage before = read.put(account, now);
                    return before == null ? now : before;
                }
            });
        }
    }

    /** Calls that were never answered keep what they held. */
    private static final class LostRelease extends Bug {
        LostRelease() {
            super("a lost release");
        }

        @Override
        CallState state(CallState state) {
            return with(state, book -> new ForwardingBook(book) {
                @Override
                public void end(EndedCall ended) {
                    if (ended.billedSeconds() > 0
                            || state.find(ended.call().key()).isEmpty()) {
                        book.end(ended);
                    }
                }
            });
        }
    }

    /** A posting whose first answer was lost is made again, under another key. */
    private static final class DoublePost extends Bug {
        DoublePost() {
            super("a double post");
        }

        @Override
        SimLedger ledger(Scene scene, Faults faults) {
            return new SimLedger(scene, faults) {
                @Override
                protected List<Entry> committed(Caller by, Posting posting) {
                    return posted(posting.key()).isEmpty()
                            ? super.committed(by, posting)
                            : super.committed(by, new Posting(posting.key() + "/again", posting.lines()));
                }
            };
        }
    }

    /** Nobody looks after calls that were answered. */
    private static final class LeaseNeverExpiring extends Bug {
        LeaseNeverExpiring() {
            super("a lease that never expires");
        }

        @Override
        CallState state(CallState state) {
            return new ForwardingState(state) {
                @Override
                public Stream<CallGlance> glances() {
                    return super.glances().filter(call -> call.answeredAt().isEmpty());
                }
            };
        }
    }

    /** What a call costs is rounded, and then rounded up again. */
    private static final class RoundedUpTwice extends Bug {
        RoundedUpTwice() {
            super("rounding up twice");
        }

        @Override
        CallState state(CallState state) {
            return with(state, book -> new ForwardingBook(book) {
                @Override
                public void end(EndedCall ended) {
                    List<Long> costs = ended.costMicros().stream()
                            .map(cost -> (cost + 9) / 10 * 10)
                            .toList();
                    book.end(new EndedCall(
                            ended.call(),
                            ended.authorized(),
                            ended.toldSeconds(),
                            ended.billedSeconds(),
                            ended.endedAt(),
                            ended.hangup(),
                            ended.flags(),
                            costs,
                            ended.by(),
                            ended.ordinal(),
                            ended.before()));
                }
            });
        }
    }

    /** What a settlement took of an allotment counts again at the next start, though its record is written. */
    private static final class SecondsTakenTwice extends Bug {
        SecondsTakenTwice() {
            super("an allotment second taken twice after a crash");
        }

        @Override
        AllotmentUseStore allotmentUses(AllotmentUseStore store) {
            return new AllotmentUseStore() {
                @Override
                public Map<String, Long> sums(AccountId account, Instant from, Instant to) {
                    return store.sums(account, from, to);
                }

                @Override
                public long find(CallKey call, AllotmentUse use) {
                    return 0;
                }

                @Override
                public void forEachSince(Instant from, int stepSeconds, Consumer<AllotmentUse> sum) {
                    store.forEachSince(from, stepSeconds, sum);
                }
            };
        }
    }

    /** What was spent was read before somebody else spent something. */
    private static final class CapOutsideTheStep extends Bug {
        private final Map<AccountId, Spent> read = new HashMap<>();

        CapOutsideTheStep() {
            super("a cap checked outside the atomic step");
        }

        @Override
        CallState state(CallState state) {
            read.clear();
            return with(state, book -> new ForwardingBook(book) {
                @Override
                public Spent spent(AccountId account) {
                    Spent now = book.spent(account);
                    Spent before = read.put(account, now);
                    return before == null ? now : before;
                }
            });
        }
    }

    /** Where one level has a soft limit, all have. */
    private static final class SoftLimitOfAnotherLevel extends Bug {
        private boolean inbound;
        private boolean outbound;

        SoftLimitOfAnotherLevel() {
            super("a soft limit that passes what another level refuses");
        }

        @Override
        CallState state(CallState state) {
            inbound = false;
            outbound = false;
            return new ForwardingState(state) {
                @Override
                public Limits limits(AccountId account) {
                    Limits own = super.limits(account);
                    inbound |= own.softInbound();
                    outbound |= own.softOutbound();
                    return soft(own, inbound, outbound);
                }
            };
        }

        private static Limits soft(Limits own, boolean inbound, boolean outbound) {
            return new Limits(
                    own.trunks(),
                    own.bundle(),
                    own.calls(),
                    own.resourceConsumingCalls(),
                    own.callsPerSecond(),
                    own.dids(),
                    own.flatRateNumbers(),
                    own.caps(),
                    own.allowPrepay(),
                    own.allowPostpay(),
                    own.maxPostpayMicros(),
                    inbound,
                    outbound,
                    own.exemptResourceTypes(),
                    own.failure(),
                    own.finalRedirect(),
                    own.fraud(),
                    own.allotments(),
                    own.applyToDescendants(),
                    own.enabled());
        }
    }
}
