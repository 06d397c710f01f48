package org.trunkline.apps.jpa.internal;

import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Outbox;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.ForgottenRows;
import org.trunkline.persistence.SchemaReady;

/** What an account has said about apps goes with it. */
@Component(service = ForgottenApps.class, immediate = true)
public final class ForgottenApps {
    static final List<String> DELETES = List.of("delete from AccountAppsEntity a where a.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenApps(
            @Reference(target = "(osgi.unit.name=apps)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=apps)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, AppMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
