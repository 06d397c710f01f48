package org.trunkline.webhooks.internal;

import java.lang.annotation.Annotation;

/** Settings of tests: receivers are on this machine. */
record Config(
        String allowed_networks,
        int senders,
        int timeout_seconds,
        int failures_max,
        int waiting_max,
        int age_hours_max,
        int keep_days)
        implements WebhookConfig {
    static final Config LOCAL = new Config("127.0.0.0/8", 2, 60, 6, 10, 48, 7);

    Config allowing(String networks) {
        return new Config(networks, senders, timeout_seconds, failures_max, waiting_max, age_hours_max, keep_days);
    }

    Config withTimeout(int seconds) {
        return new Config(allowed_networks, senders, seconds, failures_max, waiting_max, age_hours_max, keep_days);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return WebhookConfig.class;
    }
}
