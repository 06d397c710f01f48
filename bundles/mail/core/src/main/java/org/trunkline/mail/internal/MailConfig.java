package org.trunkline.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The mail server, and how long mails are tried and kept. */
@ObjectClassDefinition(name = "Trunkline mail", description = "How mails are sent.")
public @interface MailConfig {
    @AttributeDefinition(description = "Host of the mail server; empty: mails are kept and shown at the console.")
    String smtp_host() default "";

    @AttributeDefinition(description = "Its port.")
    int smtp_port() default 587;

    @AttributeDefinition(description = "User name at the mail server; empty: none is asked for.")
    String smtp_user() default "";

    @AttributeDefinition(description = "Password at the mail server.")
    String _smtp_password() default "";

    @AttributeDefinition(
            description =
                    "starttls: encrypted after a greeting, or not at all sent; tls: encrypted from the start; none.",
            options = {@Option("starttls"), @Option("tls"), @Option("none")})
    String smtp_tls() default "starttls";

    @AttributeDefinition(description = "The address that mails come from where a reseller has none of its own.")
    String smtp_from() default "";

    @AttributeDefinition(description = "How often a mail is tried.")
    int attempts_max() default 60;

    @AttributeDefinition(description = "How old a mail may be when it is tried, in hours.")
    int age_hours_max() default 48;

    @AttributeDefinition(description = "How long mails are kept, sent or not, in days.")
    int keep_days() default 30;
}
