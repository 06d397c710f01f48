package org.trunkline.routing.jpa.internal;

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

/** Callflows, carriers and access lists of an account go with it. */
@Component(service = ForgottenRouting.class, immediate = true)
public final class ForgottenRouting {
    static final List<String> DELETES = List.of(
            "delete from CallflowKeyEntity k where k.key.account = :account",
            "delete from CallflowEntity c where c.account = :account",
            "delete from CarrierEntity c where c.pool = :account",
            "delete from AccessListEntity l where l.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenRouting(
            @Reference(target = "(osgi.unit.name=routing)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=routing)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, RoutingMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
