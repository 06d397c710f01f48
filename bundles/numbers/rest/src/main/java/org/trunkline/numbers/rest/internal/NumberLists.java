package org.trunkline.numbers.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.NumberSearch;
import org.trunkline.numbers.NumberService;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.Format;
import org.trunkline.rest.RestRequest;

/** Lists of numbers as the wire has them: the one is an object (crossbar-numbers N1.2), the other a list (N1.8). */
final class NumberLists {
    private static final String QUANTITY = "quantity";
    private static final String OFFSET = "offset";
    private static final String COUNTRY = "country";
    private static final int PREFIX_DIGITS_MAX = 10;

    private NumberLists() {}

    static Answer own(NumberService numbers, RestRequest request, AccountId account) {
        PageRequest asked = request.page();
        Page<NumberView> page = FilteredPage.of(
                asked, request.filter(), part -> numbers.list(request.caller(), account, part), NumberJson::filtered);
        Answer rows = Answer.page(asked, page, NumberJson::cells);
        if (request.format() != Format.JSON) {
            return rows;
        }
        ObjectNode byNumber = Json.object();
        page.rows().forEach(each -> byNumber.set(each.number().number(), NumberJson.row(each)));
        ObjectNode data = Json.object();
        data.set("numbers", byNumber);
        data.put("cascade_quantity", numbers.quantity(request.caller(), account));
        return new Answer(
                rows.status(),
                data,
                rows.id(),
                rows.revision(),
                rows.paging(),
                rows.authToken(),
                rows.metadata(),
                rows.file());
    }

    static Answer found(NumberService numbers, RestRequest request, AccountId account, String prefix) {
        ObjectNode query = Json.object();
        for (String name : List.of(QUANTITY, OFFSET, COUNTRY)) {
            request.value(name).ifPresent(text -> query.put(name, text));
        }
        Checks checks = new Checks(query);
        long quantity = checks.integer(QUANTITY, 1, NumberSearch.SEARCHED_MAX).orElse(1L);
        long offset = checks.integer(OFFSET, 0, NumberSearch.SEARCHED_MAX).orElse(0L);
        Optional<String> country = checks.string(COUNTRY, 2, 2);
        checks.throwIfAny();
        NumberSearch search = new NumberSearch(prefix, country, (int) offset, (int) quantity);
        return Answer.list(numbers.search(request.caller(), account, search).stream()
                .map(each -> Json.object()
                        .put("number", each.number().number())
                        .put("state", each.state().id()))
                .toList());
    }

    /** There is one carrier of numbers: the inventory itself. */
    static ObjectNode carriers(List<NumberState> creationStates) {
        ObjectNode data = Json.object().put("maximal_prefix_length", PREFIX_DIGITS_MAX);
        data.putArray("usable_carriers").add("local");
        ArrayNode states = data.putArray("usable_creation_states");
        creationStates.forEach(each -> states.add(each.id()));
        return data;
    }
}
