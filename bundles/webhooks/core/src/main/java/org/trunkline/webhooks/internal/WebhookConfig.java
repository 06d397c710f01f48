package org.trunkline.webhooks.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How receivers are told, and how long that is tried and remembered. */
@ObjectClassDefinition(name = "Trunkline webhooks", description = "How webhooks are delivered.")
public @interface WebhookConfig {
    @AttributeDefinition(
            description =
                    "Networks that are not public and may be reached all the same, such as 10.1.2.0/24; with commas.")
    String allowed_networks() default "";

    @AttributeDefinition(description = "How many receivers are told at the same time; 2 to 64.")
    int senders() default 8;

    @AttributeDefinition(description = "How long a receiver may take for all, in seconds; 1 to 60.")
    int timeout_seconds() default 10;

    @AttributeDefinition(description = "After how many failures in a row a webhook is disabled.")
    int failures_max() default 6;

    @AttributeDefinition(description = "How many deliveries may wait for one receiver.")
    int waiting_max() default 10_000;

    @AttributeDefinition(description = "How old something may be when it is told, in hours.")
    int age_hours_max() default 48;

    @AttributeDefinition(description = "How long attempts are remembered, in days.")
    int keep_days() default 7;
}
