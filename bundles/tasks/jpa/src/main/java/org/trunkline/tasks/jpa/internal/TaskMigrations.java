package org.trunkline.tasks.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The table {@code task}. */
@Component
public final class TaskMigrations implements MigrationSource {
    static final String DOMAIN = "tasks";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
