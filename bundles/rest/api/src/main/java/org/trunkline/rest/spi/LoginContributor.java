package org.trunkline.rest.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Caller;

/** A domain that has something to tell a client with its login (crossbar-api §2.2), such as the apps that it may load. */
@ConsumerType
public interface LoginContributor {

    /**
     * Sets fields of the answer. A failure is logged and leaves the answer without them: nobody is kept out by it.
     *
     * @param holder whose token it is
     * @param language of the holder, such as {@code en-US}
     */
    void contribute(Caller holder, String language, ObjectNode answer);
}
