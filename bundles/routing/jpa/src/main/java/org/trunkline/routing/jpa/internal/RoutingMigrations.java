package org.trunkline.routing.jpa.internal;

import java.util.List;
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

    @Override
    public List<String> forgetting() {
        return List.of(
                "delete from callflow_key where account_id = ?",
                "delete from callflow where account_id = ?",
                "delete from carrier where pool = ?",
                "delete from access_list where account_id = ?");
    }
}
