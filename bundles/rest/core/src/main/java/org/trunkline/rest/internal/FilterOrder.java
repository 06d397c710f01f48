package org.trunkline.rest.internal;

/** The order in which the filters of the runtime see a request; answers pass them the other way round. */
final class FilterOrder {
    static final int REQUEST = 100;
    static final int VERB = 200;
    static final int ACCEPT = 300;
    static final int ALIAS = 400;
    static final int TOKEN = 1_000;
    static final int RATE = 1_100;
    static final int ENVELOPE = 1_200;
    static final int FILE = 1_300;

    private FilterOrder() {}
}
