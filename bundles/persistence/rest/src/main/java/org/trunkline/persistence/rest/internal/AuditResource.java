package org.trunkline.persistence.rest.internal;

import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.persistence.Audit;
import org.trunkline.persistence.AuditEntry;
import org.trunkline.rest.Answer;
import org.trunkline.rest.LongList;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** Extension: {@code accounts/{account}/audit}, who changed what of an account. */
@Component(service = AuditResource.class)
@RestResource
@Path("accounts/{account}/audit")
@Produces("application/json")
public final class AuditResource {
    private final Audit audit;
    private final Clock clock;

    @Activate
    public AuditResource(@Reference Audit audit, @Reference Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        Caller caller = request.caller();
        TimeRange range = TimeRange.of(request, clock.instant());
        return new LongList<AuditEntry>(
                        AuditJson.COLUMNS,
                        page -> audit.list(caller, id, range.from(), range.to(), page),
                        AuditJson::document,
                        AuditJson::document,
                        AuditJson::cells)
                .answer(request);
    }
}
