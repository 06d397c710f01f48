package org.trunkline.limits.state.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;

/**
 * What of a call a record need not say, because it is as with most calls, and what it says in one bit. Each bit has its
 * meaning for ever.
 */
final class CallShape {
    static final int OUTBOUND = 1;
    static final int OFF_NET = 1 << 1;
    static final int RENEWS = 1 << 2;
    static final int REVIVED = 1 << 3;
    static final int ACCOUNT = 1 << 4;
    static final int ANSWERED = 1 << 5;
    /** The fingerprint is that of a call whose account the switch named by its id: see {@link #fingerprint}. */
    static final int FINGERPRINT_BY_ID = 1 << 6;

    static final int NUMBER_AS_DIALLED = 1 << 7;
    /** The conversation is called like the call that began it: this one. */
    static final int CONVERSATION_OF_CALL = 1 << 8;
    /** Or the other leg. */
    static final int CONVERSATION_OF_OTHER_LEG = 1 << 9;
    /** The partition is the account of the last level. */
    static final int PARTITION_OF_LAST_LEVEL = 1 << 10;
    /** The accounts of the levels are those that count the call. */
    static final int COUNTED_AS_LEVELS = 1 << 11;

    static final int FIRST = 1 << 12;
    static final int EXPECTED = 1 << 13;
    static final int COVERED = 1 << 14;
    /** What is covered is what was granted first. */
    static final int COVERED_AS_FIRST = 1 << 15;

    static final int CONFIRMED = 1 << 16;
    static final int RENEWED_AT_START = 1 << 17;
    static final int ALIASES = 1 << 18;
    static final int RESOURCE_TYPE = 1 << 19;
    static final int OTHER_LEG = 1 << 20;
    static final int OPTIONS = 1 << 21;
    static final int CARRIER = 1 << 22;
    static final int OWNER = 1 << 23;

    private static final String OUTBOUND_BY_ID = "outbound\nid:";
    private static final String INBOUND_BY_ID = "inbound\nid:";

    private CallShape() {}

    static int of(CallEntry call) {
        return bit(OUTBOUND, call.direction() == Direction.OUTBOUND)
                | bit(OFF_NET, call.offNet())
                | bit(RENEWS, call.renews())
                | bit(REVIVED, call.revived())
                | bit(ACCOUNT, call.account().isPresent())
                | bit(ANSWERED, call.answeredAt().isPresent())
                | bit(FINGERPRINT_BY_ID, isFingerprintById(call))
                | bit(NUMBER_AS_DIALLED, call.number().equals(call.to()))
                | conversation(call)
                | accounts(call)
                | seconds(call)
                | bit(RENEWED_AT_START, call.renewedAt().equals(call.startedAt()))
                | bit(ALIASES, !call.aliases().isEmpty())
                | facts(call.facts());
    }

    private static int bit(int bit, boolean isSet) {
        return isSet ? bit : 0;
    }

    private static int conversation(CallEntry call) {
        if (isConversation(call, call.key().callId())) {
            return CONVERSATION_OF_CALL;
        }
        Optional<String> otherLeg = call.facts().otherLegCallId();
        return bit(CONVERSATION_OF_OTHER_LEG, otherLeg.isPresent() && isConversation(call, otherLeg.get()));
    }

    private static boolean isConversation(CallEntry call, String callId) {
        String conversation = call.conversation();
        String switchId = call.key().switchId();
        int length = switchId.length();
        return conversation.length() == length + 1 + callId.length()
                && conversation.startsWith(switchId)
                && conversation.charAt(length) == '/'
                && conversation.endsWith(callId);
    }

    static String conversation(String switchId, String callId) {
        return switchId + '/' + callId;
    }

    private static boolean isFingerprintById(CallEntry call) {
        if (call.account().isEmpty()) {
            return false;
        }
        String text = call.fingerprint();
        String start = byId(call.direction() == Direction.OUTBOUND);
        String type = call.facts().resourceType();
        int from = start.length() + Hex.DIGITS + 1;
        int to = from + call.from().length() + 1;
        int last = to + call.to().length() + 1;
        return text.length() == last + type.length()
                && text.startsWith(start)
                && text.startsWith(call.account().get().value(), start.length())
                && text.charAt(from - 1) == '\n'
                && text.startsWith(call.from(), from)
                && text.charAt(to - 1) == '\n'
                && text.startsWith(call.to(), to)
                && text.charAt(last - 1) == '\n'
                && text.endsWith(type);
    }

    /** Returns the fingerprint of a call whose account the switch named by its id. */
    static String fingerprint(boolean outbound, AccountId account, String from, String to, String resourceType) {
        return byId(outbound) + account.value() + '\n' + from + '\n' + to + '\n' + resourceType;
    }

    private static String byId(boolean outbound) {
        return outbound ? OUTBOUND_BY_ID : INBOUND_BY_ID;
    }

    private static int accounts(CallEntry call) {
        List<CallEntry.Level> levels = call.levels();
        List<AccountId> counted = call.counted();
        int last = levels.size() - 1;
        if (last < 0) {
            return 0;
        }
        boolean asLevels = counted.size() == levels.size();
        for (int i = 0; asLevels && i <= last; i++) {
            asLevels = RecordOutput.same(counted.get(i), levels.get(i).account());
        }
        return bit(COUNTED_AS_LEVELS, asLevels)
                | bit(
                        PARTITION_OF_LAST_LEVEL,
                        RecordOutput.same(call.partition(), levels.get(last).account()));
    }

    private static int seconds(CallEntry call) {
        boolean covered = call.coveredSeconds().isPresent();
        return bit(FIRST, call.firstSeconds().isPresent())
                | bit(EXPECTED, call.expectedSeconds().isPresent())
                | bit(COVERED, covered)
                | bit(COVERED_AS_FIRST, covered && call.coveredSeconds().equals(call.firstSeconds()))
                | bit(CONFIRMED, call.confirmedSeconds() != 0);
    }

    private static int facts(CallEntry.Facts facts) {
        return bit(RESOURCE_TYPE, !facts.resourceType().isEmpty())
                | bit(OTHER_LEG, facts.otherLegCallId().isPresent())
                | bit(OPTIONS, !facts.options().isEmpty())
                | bit(CARRIER, facts.carrier().isPresent())
                | bit(OWNER, facts.owner().isPresent());
    }
}
