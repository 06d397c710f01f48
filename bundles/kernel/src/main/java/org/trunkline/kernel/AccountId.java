package org.trunkline.kernel;

/** Names one account: 32 lower-case hexadecimal characters. */
public record AccountId(String value) implements Comparable<AccountId> {
    public AccountId {
        Ids.check("account_id", value);
    }

    public static AccountId random() {
        return new AccountId(Ids.random());
    }

    /** Written out: every decision compares dozens of ids, and what a record generates is called through a handle. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof AccountId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
