package org.trunkline.kernel;

/** Names one account: 32 lower-case hexadecimal characters. */
public record AccountId(String value) implements Comparable<AccountId> {
    public AccountId {
        Ids.check("account_id", value);
    }

    public static AccountId random() {
        return new AccountId(Ids.random());
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
