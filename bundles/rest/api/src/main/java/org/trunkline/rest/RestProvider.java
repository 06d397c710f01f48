package org.trunkline.rest;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Marks a DS service as a JAX-RS provider (filter, mapper, reader, writer) of the shared application. */
@ComponentPropertyType
public @interface RestProvider {
    String PREFIX_ = "trunkline.";

    String rest() default "provider";
}
