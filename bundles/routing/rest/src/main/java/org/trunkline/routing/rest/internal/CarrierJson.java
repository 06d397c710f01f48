package org.trunkline.routing.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.RestRequest;
import org.trunkline.routing.Carrier;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.CarrierService;

/** Carriers as the wire shows them (crossbar-api §7.3): the same below an account and for the whole system. */
record CarrierJson(CarrierService carriers) {
    /** What rows of lists show where the carrier has it. */
    private static final List<String> ROW =
            List.of(Carrier.NAME, "enabled", "weight_cost", "template_name", "classifiers");

    static ObjectNode document(Carrier carrier) {
        return carrier.document().put("id", carrier.id());
    }

    static ObjectNode row(Carrier carrier) {
        ObjectNode document = carrier.document();
        ObjectNode row = Json.object().put("id", carrier.id());
        ROW.stream().filter(document::has).forEach(field -> row.set(field, document.get(field)));
        return row;
    }

    /** Filters may ask when, which answers do not show. */
    private static ObjectNode filtered(Carrier carrier) {
        return document(carrier)
                .put("pvt_created", GregorianTime.of(carrier.created()))
                .put("pvt_modified", GregorianTime.of(carrier.modified()));
    }

    Answer list(RestRequest request, CarrierPool pool) {
        var asked = request.page();
        var page = FilteredPage.of(
                asked, request.filter(), part -> carriers.list(request.caller(), pool, part), CarrierJson::filtered);
        return Answer.page(asked, page, CarrierJson::row);
    }

    Answer create(RestRequest request, CarrierPool pool) {
        Carrier made = carriers.create(request.caller(), pool, request.data());
        return Answer.created(made.id(), document(made)).withRevision(Long.toString(made.revision()));
    }

    Answer get(RestRequest request, CarrierPool pool, String id) {
        return answer(carriers.get(request.caller(), pool, known(id)));
    }

    Answer replace(RestRequest request, CarrierPool pool, String id) {
        return answer(carriers.replace(request.caller(), pool, known(id), request.data(), request.expectedRevision()));
    }

    Answer merge(RestRequest request, CarrierPool pool, String id) {
        return answer(carriers.merge(request.caller(), pool, known(id), request.data(), request.expectedRevision()));
    }

    Answer delete(RestRequest request, CarrierPool pool, String id) {
        ObjectNode document = document(carriers.delete(request.caller(), pool, known(id), request.expectedRevision()));
        document.putObject("_read_only").put("deleted", true);
        return Answer.ok(document);
    }

    private static Answer answer(Carrier carrier) {
        return Answer.ok(document(carrier)).withRevision(Long.toString(carrier.revision()));
    }

    private static String known(String id) {
        if (!Ids.isWellFormed(id)) {
            throw new NotFoundException(id.length() > 64 ? id.substring(0, 64) : id);
        }
        return id;
    }
}
