package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parts of the error envelope that differ: {@code message} and {@code data} (crossbar-api §1.4). */
record Failure(String message, ObjectNode data) {}
