package org.trunkline.limits;

/**
 * Names one leg of one call of one switch (design §13, "Idempotency").
 *
 * @param switchId the switch, as its key says
 * @param callId 1..255 characters, as the switch calls it
 * @param leg 1..64 characters, {@code a} where the switch knows no legs
 */
public record CallKey(String switchId, String callId, String leg) {
    public static final int CALL_ID_LENGTH_MAX = 255;
    public static final int LEG_LENGTH_MAX = 64;

    public CallKey {
        check("call_id", callId, CALL_ID_LENGTH_MAX);
        check("leg", leg, LEG_LENGTH_MAX);
        check("switch_id", switchId, 64);
    }

    /** Written out: what a record generates is called through a handle, and every message of a switch looks calls up. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof CallKey key
                        && callId.equals(key.callId)
                        && leg.equals(key.leg)
                        && switchId.equals(key.switchId);
    }

    @Override
    public int hashCode() {
        return (switchId.hashCode() * 31 + callId.hashCode()) * 31 + leg.hashCode();
    }

    private static void check(String field, String value, int lengthMax) {
        if (value == null || value.isEmpty() || value.length() > lengthMax) {
            throw new org.trunkline.kernel.InvalidException(
                    field, "length", field + " must have 1 to " + lengthMax + " characters");
        }
    }
}
