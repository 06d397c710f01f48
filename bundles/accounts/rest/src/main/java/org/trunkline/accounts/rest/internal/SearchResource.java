package org.trunkline.accounts.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.SearchBy;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code search}: finds accounts below the caller's by how their name, realm or id begins (crossbar-api appendix C). */
@Component(service = SearchResource.class)
@RestResource
@Path("search")
@Produces("application/json")
public final class SearchResource {
    private static final List<String> TYPES = List.of("account");
    private static final List<String> KEYS = List.of("name", "realm", "id");

    private final AccountService accounts;
    private final AccountJson json;

    @Activate
    public SearchResource(@Reference AccountService accounts, @Reference AccountTree tree) {
        this.accounts = accounts;
        this.json = new AccountJson(accounts, tree);
    }

    @GET
    public Answer search(@Context RestRequest request) {
        Checks checks = new Checks(values(request, List.of("t", "q", "v"))).require("t", "q", "v");
        checks.oneOf("t", TYPES);
        Optional<String> key = checks.oneOf("q", KEYS);
        checks.throwIfAny();
        String text = request.value("v").orElseThrow();
        return json.list(request, page -> found(request, key.orElseThrow(), text, page), json::row);
    }

    /** Answers a list for each key that was looked for, the first rows of each. */
    @GET
    @Path("multi")
    public Answer searchAll(@Context RestRequest request) {
        Checks checks = new Checks(values(request, List.of("t"))).require("t");
        checks.oneOf("t", TYPES);
        checks.throwIfAny();
        ObjectNode lists = Json.object();
        for (String key : KEYS) {
            request.value("by_" + key).filter(text -> !text.isEmpty()).ifPresent(text -> {
                ArrayNode rows = lists.putArray(key);
                found(request, key, text, request.page())
                        .rows()
                        .forEach(account -> rows.add(json.row(request.caller(), account)));
            });
        }
        return Answer.ok(lists);
    }

    private Page<Account> found(RestRequest request, String key, String text, PageRequest page) {
        SearchBy by = SearchBy.valueOf(key.toUpperCase(Locale.ROOT));
        return accounts.search(request.caller(), request.caller().account(), by, text, page);
    }

    private static ObjectNode values(RestRequest request, List<String> names) {
        ObjectNode values = Json.object();
        names.forEach(name -> request.value(name).ifPresent(value -> values.put(name, value)));
        return values;
    }
}
