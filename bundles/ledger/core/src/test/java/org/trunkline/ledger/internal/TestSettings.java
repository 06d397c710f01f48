package org.trunkline.ledger.internal;

import java.lang.annotation.Annotation;

/** Settings of the ledger for tests. */
final class TestSettings {
    private TestSettings() {}

    static LedgerSettings of(String creditMinimum) {
        return of(
                creditMinimum,
                "per-minute-voip:Per Minute VoIP:percentage,services:Services,payments:Payments,rollovers:Rollover");
    }

    static LedgerSettings of(String creditMinimum, String available) {
        return new LedgerSettings(new LedgerSettings.Config() {
            @Override
            public String credit_minimum() {
                return creditMinimum;
            }

            @Override
            public String available() {
                return available;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return LedgerSettings.Config.class;
            }
        });
    }
}
