package org.trunkline.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * Over whom calls leave (crossbar-api §7.3, where it is called a resource).
 *
 * @param id 32 lower-case hexadecimal characters
 * @param document the public fields, returned as they were sent; passwords of gateways only for those who may change them
 * @param revision grows by one with each change
 */
public record Carrier(
        String id, CarrierPool pool, ObjectNode document, Instant created, Instant modified, long revision) {
    public static final String NAME = "name";
    public static final String GATEWAYS = "gateways";
    public static final String PASSWORD = "password";

    public Carrier {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    public Carrier withDocument(ObjectNode newDocument) {
        return new Carrier(id, pool, newDocument, created, modified, revision);
    }

    public Carrier atRevision(long newRevision) {
        return new Carrier(id, pool, document, created, modified, newRevision);
    }

    /** Returns no field of the document: passwords may stand in it. */
    @Override
    public String toString() {
        return "Carrier[" + id + "]";
    }
}
