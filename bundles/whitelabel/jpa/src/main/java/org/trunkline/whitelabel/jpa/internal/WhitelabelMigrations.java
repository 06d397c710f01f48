package org.trunkline.whitelabel.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of names and looks. */
@Component
public final class WhitelabelMigrations implements MigrationSource {
    static final String DOMAIN = "whitelabel";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of(
                "delete from whitelabel_image where account_id = ?",
                "delete from whitelabel_welcome where account_id = ?",
                "delete from whitelabel where account_id = ?");
    }
}
