package org.trunkline.rating.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Deck;
import org.trunkline.rating.DeckAdminService;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** The decks of an account that sells, as a whole: an extension of the wire. */
@Component(service = RatedeckResource.class)
@RestResource
@Path("accounts/{account}/ratedecks")
@Produces("application/json")
public final class RatedeckResource {
    private final DeckAdminService decks;

    @Activate
    public RatedeckResource(@Reference DeckAdminService decks) {
        this.decks = decks;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.list(decks.list(request.caller(), PathIds.account(account)).stream()
                .map(DeckJson::of)
                .toList());
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        var wanted = DeckJson.wanted(request.data());
        String name = DeckJson.name(request.data());
        Deck deck = decks.create(request.caller(), PathIds.account(account), name, wanted.settings());
        return Answer.created(deck.name(), DeckJson.of(deck)).withRevision(Long.toString(deck.revision()));
    }

    @GET
    @Path("{deck}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        return answer(decks.get(request.caller(), PathIds.account(account), deck));
    }

    @POST
    @Path("{deck}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        var wanted = DeckJson.wanted(request.data());
        return configured(request, PathIds.account(account), deck, wanted, request.expectedRevision());
    }

    @PATCH
    @Path("{deck}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        AccountId owner = PathIds.account(account);
        Deck read = decks.get(request.caller(), owner, deck);
        var wanted = DeckJson.wanted(Json.merged(DeckJson.settings(read), request.data()));
        return configured(request, owner, deck, wanted, expected(request, read));
    }

    /** Retires the deck; its rates stay, and it can be taken back. */
    @DELETE
    @Path("{deck}")
    public Answer retire(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        AccountId owner = PathIds.account(account);
        Deck read = decks.get(request.caller(), owner, deck);
        return configured(request, owner, deck, new DeckJson.Wanted(read.settings(), true), expected(request, read));
    }

    private Answer configured(
            RestRequest request, AccountId owner, String deck, DeckJson.Wanted wanted, LongPredicate expected) {
        return answer(decks.configure(request.caller(), owner, deck, wanted.settings(), wanted.retired(), expected));
    }

    /** What is merged with the deck as it was read is not written over a later one. */
    private static LongPredicate expected(RestRequest request, Deck read) {
        return request.expectedRevision().and(revision -> revision == read.revision());
    }

    private static Answer answer(Deck deck) {
        return Answer.ok(DeckJson.of(deck)).withRevision(Long.toString(deck.revision()));
    }

    /** Rolls back: makes a new version of the rates of the one that is named. */
    @PUT
    @Path("{deck}/versions")
    public Answer rollBack(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        long from = DeckJson.version(request.data(), "from");
        Deck changed =
                decks.rollBack(request.caller(), PathIds.account(account), deck, from, request.expectedRevision());
        return Answer.created(Long.toString(changed.inForce().number()), DeckJson.of(changed))
                .withRevision(Long.toString(changed.revision()));
    }

    /** Takes back a version that has not taken effect. */
    @DELETE
    @Path("{deck}/versions/{version}")
    public Answer cancel(
            @Context RestRequest request,
            @PathParam("account") String account,
            @PathParam("deck") String deck,
            @PathParam("version") String version) {
        long number = number("version", version);
        return answer(
                decks.cancel(request.caller(), PathIds.account(account), deck, number, request.expectedRevision()));
    }

    /** Compares two versions: without {@code from} the one in force, without {@code to} the last one to take effect. */
    @GET
    @Path("{deck}/compare")
    public Answer compare(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("deck") String deck) {
        AccountId owner = PathIds.account(account);
        Deck shown = decks.get(request.caller(), owner, deck);
        long from = number(request, "from").orElse(shown.inForce().number());
        long to = number(request, "to").orElseGet(() -> last(shown).number());
        var differences = decks.compare(request.caller(), owner, deck, from, to);
        return Answer.file("text/csv", deck + "-" + from + "-" + to + ".csv", DifferenceCsv.of(differences));
    }

    private static DeckVersion last(Deck deck) {
        List<DeckVersion> versions = deck.versions();
        return versions.isEmpty() ? deck.inForce() : versions.get(versions.size() - 1);
    }

    private static Optional<Long> number(RestRequest request, String name) {
        return request.value(name).map(text -> number(name, text));
    }

    private static long number(String field, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidException(List.of(
                    new FieldError(field, "type", "Value did not match type(s): integer", "integer", text, null)));
        }
        return Long.parseLong(text);
    }
}
