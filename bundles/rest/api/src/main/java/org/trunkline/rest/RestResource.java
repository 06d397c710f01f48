package org.trunkline.rest;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Marks a DS service as a JAX-RS root resource below {@code /v2}. Paths have no leading slash. */
@ComponentPropertyType
public @interface RestResource {
    String PREFIX_ = "trunkline.";

    String rest() default "resource";
}
