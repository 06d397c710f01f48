package org.trunkline.mail.jpa.internal;

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

/** Templates of mails of an account go with it; its mails go by their age. */
@Component(service = ForgottenTemplates.class, immediate = true)
public final class ForgottenTemplates {
    static final List<String> DELETES = List.of("delete from MailTemplateEntity t where t.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenTemplates(
            @Reference(target = "(osgi.unit.name=mail)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=mail)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, MailMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
