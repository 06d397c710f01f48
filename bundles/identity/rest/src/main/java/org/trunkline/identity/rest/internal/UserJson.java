package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.RestRequest;

/** Users as the wire shows them (crossbar-api §4). */
final class UserJson {
    /** What rows of lists show where the user has it. */
    private static final List<String> ROW = List.of(
            User.USERNAME,
            User.EMAIL,
            User.FIRST_NAME,
            User.LAST_NAME,
            User.PRIV_LEVEL,
            "feature_level",
            "presence_id",
            "timezone",
            "call_recording",
            "service",
            "flags");

    private UserJson() {}

    static ObjectNode document(User user) {
        return user.wireDocument().put("id", user.id().value());
    }

    static Answer answer(User user) {
        return Answer.ok(document(user)).withRevision(Long.toString(user.revision()));
    }

    static Answer created(User user) {
        return Answer.created(user.id().value(), document(user)).withRevision(Long.toString(user.revision()));
    }

    /** Answers a page of the list, filtered over whole users. */
    static Answer list(RestRequest request, Function<PageRequest, Page<User>> read) {
        PageRequest asked = request.page();
        return Answer.page(asked, FilteredPage.of(asked, request.filter(), read, UserJson::filtered), UserJson::row);
    }

    /** Filters may ask when, which answers do not show. */
    static ObjectNode filtered(User user) {
        return document(user)
                .put("pvt_created", GregorianTime.of(user.created()))
                .put("pvt_modified", GregorianTime.of(user.modified()));
    }

    static Answer deleted(User user) {
        ObjectNode document = document(user);
        document.putObject("_read_only").put("deleted", true);
        return Answer.ok(document);
    }

    static ObjectNode row(User user) {
        ObjectNode document = user.wireDocument();
        ObjectNode row = Json.object().put("id", user.id().value());
        row.putArray("features");
        for (String field : ROW) {
            if (document.has(field)) {
                row.set(field, document.get(field));
            }
        }
        return row;
    }
}
