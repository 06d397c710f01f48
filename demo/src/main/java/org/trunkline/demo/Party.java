package org.trunkline.demo;

/**
 * One account of the demo.
 *
 * @param seller the id of the account that it pays
 */
record Party(String id, String name, Role role, String seller) {
    /** What an account is there to show. */
    enum Role {
        RESELLER("reseller"),
        NORMAL("trunks and credit"),
        RESTRICTED("no international calls"),
        NO_TRUNKS("credit, no trunks"),
        NO_CREDIT("trunks, no credit"),
        DISABLED("disabled"),
        FURTHER("made for the file");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
