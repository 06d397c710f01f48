package org.trunkline.kernel;

/** Names one user: 32 lower-case hexadecimal characters. */
public record UserId(String value) implements Comparable<UserId> {
    public UserId {
        Ids.check("user_id", value);
    }

    public static UserId random() {
        return new UserId(Ids.random());
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
