package org.trunkline.apps.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.apps.App;
import org.trunkline.apps.AppService;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.spi.LoginContributor;

/** Tells clients with the login which apps the user may load (crossbar-api §8.4). */
@Component
public final class AppsOfLogin implements LoginContributor {
    private static final String DEFAULT_LANGUAGE = "en-US";
    private static final List<String> COPIED = List.of("name", "api_url", "source_url");

    private final AppService apps;

    @Activate
    public AppsOfLogin(@Reference AppService apps) {
        this.apps = apps;
    }

    @Override
    public void contribute(Caller holder, String language, ObjectNode answer) {
        ArrayNode own = answer.putArray("apps");
        apps.list(holder, holder.account()).stream()
                .filter(each -> each.isFor(holder))
                .forEach(each -> row(own.addObject(), each.app(), language));
    }

    private static void row(ObjectNode row, App app, String language) {
        ObjectNode document = app.document();
        row.put("id", app.id());
        COPIED.stream().filter(document::has).forEach(field -> row.set(field, document.get(field)));
        JsonNode words = document.path("i18n");
        JsonNode own = words.path(language).path("label");
        row.put("label", (own.isTextual() ? own : words.path(DEFAULT_LANGUAGE).path("label")).asText(app.name()));
    }
}
