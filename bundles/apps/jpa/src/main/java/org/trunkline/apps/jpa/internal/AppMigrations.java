package org.trunkline.apps.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The table of what accounts say about apps. */
@Component
public final class AppMigrations implements MigrationSource {
    static final String DOMAIN = "apps";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of("delete from account_apps where account_id = ?");
    }
}
