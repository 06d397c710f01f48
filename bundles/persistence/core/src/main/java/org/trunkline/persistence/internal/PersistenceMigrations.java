package org.trunkline.persistence.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables {@code audit} and {@code outbox}. */
@Component
public final class PersistenceMigrations implements MigrationSource {
    public static final String DOMAIN = "persistence";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
