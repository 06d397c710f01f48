package org.trunkline.limits.internal;

import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What no decision needs, such as limits and call records over REST, comes after the rules and goes before them: switches
 * wait for the rules alone when the bundle is updated. All such components refer to this one. It stops first because
 * components do so in the order of their classes' names, and starts behind the rules because those enable it. The guards that
 * keep others from what live calls hold are none of them: they are there as long as the rules decide.
 */
@Component(name = AdditionalServices.NAME, service = AdditionalServices.class, enabled = false)
public final class AdditionalServices {
    static final String NAME = "org.trunkline.limits.internal.AdditionalServices";

    /** Rules are there: switches get their answers while the component runtime starts the rest in a thread of its own. */
    @Component(service = Opening.class, immediate = true)
    public static final class Opening {
        @Activate
        public Opening(ComponentContext context, @Reference Admission rules) {
            context.enableComponent(NAME);
        }
    }
}
