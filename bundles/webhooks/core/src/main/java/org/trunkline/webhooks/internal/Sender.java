package org.trunkline.webhooks.internal;

import java.net.URI;
import java.util.Map;

/** Asks receivers to take something. */
interface Sender {

    /**
     * What a receiver is sent.
     *
     * @param headers without those that the connection needs
     */
    record Request(String verb, URI uri, Map<String, String> headers, byte[] body) {}

    /**
     * Returns the status that the receiver answers.
     *
     * @throws Undelivered if there is no answer
     */
    int send(Request request) throws Undelivered;
}
