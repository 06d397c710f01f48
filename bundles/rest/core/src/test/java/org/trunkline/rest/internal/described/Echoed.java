package org.trunkline.rest.internal.described;

import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;

/** A resource of another package, with its description beside it. */
@Path("echoed/{account}")
@Produces("application/json")
public final class Echoed {
    @POST
    public Answer post() {
        return Answer.ok(Json.object());
    }
}
