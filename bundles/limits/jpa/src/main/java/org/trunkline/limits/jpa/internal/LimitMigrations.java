package org.trunkline.limits.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of limits, switches and call records. */
@Component
public final class LimitMigrations implements MigrationSource {
    static final String DOMAIN = "limits";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
