package org.trunkline.numbers.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The table of numbers. */
@Component
public final class NumberMigrations implements MigrationSource {
    static final String DOMAIN = "numbers";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
