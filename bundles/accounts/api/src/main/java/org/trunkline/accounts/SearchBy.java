package org.trunkline.accounts;

/** What a search compares. All but letters and digits is left out, on both sides, and case does not count. */
public enum SearchBy {
    NAME {
        @Override
        public String key(Account account) {
            return account.nameKey();
        }
    },
    REALM {
        @Override
        public String key(Account account) {
            return key(account.realm());
        }
    },
    ID {
        @Override
        public String key(Account account) {
            return account.id().value();
        }
    };

    /** Returns what the account is found by: what begins with the text that is looked for matches. */
    public abstract String key(Account account);

    /** Returns a text as keys have it. */
    public static String key(String text) {
        return Account.nameKey(text);
    }
}
