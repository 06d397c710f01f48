package org.trunkline.routing.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of callflows. */
@Component
public final class RoutingMigrations implements MigrationSource {
    static final String DOMAIN = "routing";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
