package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Price;
import org.trunkline.rating.Quote;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateDocument;
import org.trunkline.rating.RateQuery;
import org.trunkline.rating.RatingService;
import org.trunkline.rating.spi.DeckAssignmentStore;
import org.trunkline.rating.spi.StoredDeck;

/** Quotes, decks and assignments for those who may. */
@Component
public final class DeckManager implements RatingService {
    static final String DECK = "ratedeck_id";
    private static final String DEFAULT_DECK = "default_ratedeck_id";
    private static final String DISCOUNTS = "discounts";
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9_.-]{1," + StoredDeck.NAME_LENGTH_MAX + "}");

    private final DeckModel model;
    private final RateFinder finder;
    private final DeckWriter writer;
    private final DeckAssignmentStore assignments;
    private final AccountTree tree;
    private final Access access;
    private final NumberPlan numbers;
    private final Clock clock;

    @Activate
    public DeckManager(
            @Reference DeckModel model,
            @Reference RateFinder finder,
            @Reference DeckWriter writer,
            @Reference DeckAssignmentStore assignments,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference NumberPlan numbers,
            @Reference Clock clock) {
        this.model = model;
        this.finder = finder;
        this.writer = writer;
        this.assignments = assignments;
        this.tree = tree;
        this.access = access;
        this.numbers = numbers;
        this.clock = clock;
    }

    @Override
    public Quote quote(Caller caller, AccountId account, QuoteRequest request) {
        AccountNode node = access.require(caller, account, Permission.RATE_QUOTE);
        String e164 = e164(request.number(), node)
                .orElseThrow(() -> new InvalidException("number format", "error", "Number is un-rateable"));
        Optional<String> callerDigits = request.callerNumber()
                .map(number -> e164(number, node).orElse(number))
                .map(DeckManager::digits);
        RateQuery query =
                new RateQuery(digits(e164), request.direction(), callerDigits, request.options(), request.at());
        Optional<Rate> found =
                request.deck().isPresent() ? inDeck(caller, request.deck().get(), query) : finder.find(account, query);
        Rate rate = found.orElseThrow(() -> new DomainException(
                ErrorKind.REFUSED, "No rate found for this number", "No rate found for this number"));
        String currency = request.deck().isPresent() ? rate.currency() : node.currency();
        return new Quote(e164, rate, baseCostMicros(rate.price()), currency);
    }

    private Optional<String> e164(String number, AccountNode account) {
        return numbers.toE164(number, account.country());
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** A deck by its name shows prices that the seller has for others, so only sellers may name one. */
    private Optional<Rate> inDeck(Caller caller, String deck, RateQuery query) {
        AccountNode seller = requireSeller(caller, caller.account());
        return finder.find(seller, deck, query);
    }

    /** The time without charge says when a call is charged, not what the least charge is. */
    private static long baseCostMicros(Price price) {
        Price charged = new Price(
                price.perMinuteNanos(),
                price.surchargeNanos(),
                price.minimumSeconds(),
                price.incrementSeconds(),
                0,
                price.discountBasisPoints(),
                price.exchangeNumerator(),
                price.exchangeDenominator());
        return charged.costMicros(Math.max(1, price.minimumSeconds()));
    }

    @Override
    public List<String> decks(Caller caller, AccountId owner) {
        requireSeller(caller, owner);
        return model.decks(owner).stream()
                .map(DeckTimeline::stored)
                .filter(deck -> !deck.retired())
                .map(StoredDeck::name)
                .toList();
    }

    @Override
    public Page<RateDocument> rates(Caller caller, AccountId owner, String deck, PageRequest page) {
        requireSeller(caller, owner);
        return inForce(owner, deck)
                .map(found -> found.page(page).map(row -> document(row, deck)))
                .orElseGet(() -> Page.last(List.of()));
    }

    @Override
    public List<RateDocument> matching(Caller caller, AccountId owner, String deck, String digits) {
        requireSeller(caller, owner);
        List<RateDocument> found = new ArrayList<>();
        inForce(owner, deck).ifPresent(rates -> {
            for (int length = digits.length(); length > 0; length--) {
                rates.withPrefix(digits.substring(0, length)).forEach(row -> found.add(document(row, deck)));
            }
        });
        return found;
    }

    @Override
    public RateDocument rate(Caller caller, AccountId owner, String deck, String id) {
        requireSeller(caller, owner);
        return inForce(owner, deck)
                .flatMap(found -> found.findById(id))
                .map(row -> document(row, deck))
                .orElseThrow(() -> new NotFoundException(id));
    }

    private Optional<LiveDeck> inForce(AccountId owner, String deck) {
        return model.deck(owner, deck).map(found -> found.at(clock.instant()));
    }

    @Override
    public RateDocument create(Caller caller, AccountId owner, String deck, ObjectNode document) {
        requireSeller(caller, owner);
        checkName(DECK, deck);
        RateRow row = RateDocuments.fromClient(document);
        return document(writer.add(caller, owner, deck, row), deck);
    }

    @Override
    public RateDocument replace(Caller caller, AccountId owner, String deck, String id, ObjectNode document) {
        requireSeller(caller, owner);
        return changed(caller, owner, deck, id, old -> document);
    }

    @Override
    public RateDocument merge(Caller caller, AccountId owner, String deck, String id, ObjectNode changes) {
        requireSeller(caller, owner);
        return changed(
                caller, owner, deck, id, old -> Json.merged(Json.parseObject(RateDocuments.toStored(old)), changes));
    }

    private RateDocument changed(
            Caller caller,
            AccountId owner,
            String deck,
            String id,
            java.util.function.Function<RateRow, ObjectNode> document) {
        DeckWriter.Edited edited = writer.change(caller, owner, deck, id, old -> {
            RateRow row = RateDocuments.fromClient(document.apply(old));
            checkFixed(RateDocuments.PREFIX, old.prefix(), row.prefix());
            checkFixed(Kind.ISO, old.kind().isoOrUnknown(), row.kind().isoOrUnknown());
            checkFixed(Kind.SUFFIX, old.kind().suffix(), row.kind().suffix());
            checkFixed(Kind.SERVICE, old.kind().service(), row.kind().service());
            return Optional.of(row);
        });
        return document(edited.after().orElseThrow(), deck);
    }

    private static void checkFixed(String field, String stored, String sent) {
        if (!stored.equals(sent)) {
            throw new InvalidException(List.of(new FieldError(
                    field, "fixed", "The field is part of the id of the rate and cannot change", stored, sent, null)));
        }
    }

    @Override
    public RateDocument delete(Caller caller, AccountId owner, String deck, String id) {
        requireSeller(caller, owner);
        return document(
                writer.change(caller, owner, deck, id, old -> Optional.empty()).before(), deck);
    }

    @Override
    public DeckAssignment assignment(Caller caller, AccountId account) {
        access.require(caller, account, Permission.RATE_QUOTE);
        return model.assignment(account);
    }

    @Override
    public DeckAssignment assign(Caller caller, DeckAssignment wanted) {
        AccountId account = wanted.account();
        AccountNode node = access.require(caller, account, Permission.RATE_QUOTE);
        DeckAssignment stored = model.assignment(account);
        Optional<String> deck = kept(caller, account, Permission.DECK_ASSIGN, stored.deck(), wanted.deck());
        Optional<String> sold =
                kept(caller, account, Permission.DECK_MANAGE, stored.defaultDeck(), wanted.defaultDeck());
        if (!deck.equals(stored.deck()) && deck.isPresent()) {
            if (node.isRoot()) {
                checkNotSold(deck.get());
            } else {
                checkKnown(DECK, tree.seller(account).orElseThrow().id(), deck.get());
            }
        }
        if (!sold.equals(stored.defaultDeck()) && sold.isPresent()) {
            if (!node.reseller() && !node.isRoot()) {
                throw new InvalidException(DEFAULT_DECK, "forbidden", "Only resellers sell");
            }
            checkKnown(DEFAULT_DECK, account, sold.get());
        }
        if (node.isRoot() && deck.isPresent() && deck.equals(sold)) {
            throw sold(deck.get());
        }
        Map<String, Integer> discounts = discounts(caller, stored, wanted);
        DeckAssignment assignment = new DeckAssignment(account, deck, sold, discounts);
        return assignment.equals(stored) ? stored : save(caller, assignment);
    }

    private Map<String, Integer> discounts(Caller caller, DeckAssignment stored, DeckAssignment wanted) {
        Map<String, Integer> discounts = wanted.discounts();
        boolean isLeftAway = discounts.isEmpty() && !access.allows(caller, wanted.account(), Permission.DECK_ASSIGN);
        if (discounts.equals(stored.discounts()) || isLeftAway) {
            return stored.discounts();
        }
        access.require(caller, wanted.account(), Permission.DECK_ASSIGN);
        List<String> classes =
                numbers.classifiers().stream().map(Classifier::name).toList();
        List<FieldError> errors = discounts.keySet().stream()
                .filter(name -> !classes.contains(name))
                .map(name -> new FieldError(
                        DISCOUNTS + "." + name,
                        "enum",
                        "Value not found in enumerated list of values",
                        classes,
                        name,
                        null))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return discounts;
    }

    private Optional<String> kept(
            Caller caller, AccountId account, Permission right, Optional<String> stored, Optional<String> wanted) {
        if (wanted.equals(stored) || wanted.isEmpty() && !access.allows(caller, account, right)) {
            return stored;
        }
        access.require(caller, account, right);
        return wanted;
    }

    private DeckAssignment save(Caller caller, DeckAssignment assignment) {
        ObjectNode detail = Json.object();
        assignment.deck().ifPresent(name -> detail.put(DECK, name));
        assignment.defaultDeck().ifPresent(name -> detail.put(DEFAULT_DECK, name));
        if (!assignment.discounts().isEmpty()) {
            new TreeMap<>(assignment.discounts()).forEach(detail.putObject(DISCOUNTS)::put);
        }
        assignments.save(
                assignment,
                new Change(
                        DeckModel.ASSIGNMENTS,
                        assignment.account().value(),
                        assignment.account(),
                        "changed",
                        caller,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        Json.write(detail)));
        model.refreshAssignment(assignment.account());
        return assignment;
    }

    /** A deck that does not exist would leave the account without any rate. */
    private void checkKnown(String field, AccountId seller, String name) {
        if (model.named(seller, name).isEmpty()) {
            throw unknown(field, name);
        }
    }

    /** What root pays carriers is a deck that nobody else pays from. */
    private void checkNotSold(String name) {
        DeckTimeline deck = model.deck(tree.root().id(), name)
                .filter(own -> !own.stored().retired())
                .orElseThrow(() -> unknown(DECK, name));
        if (model.isInUse(deck.stored())) {
            throw sold(name);
        }
    }

    private static InvalidException sold(String name) {
        return new InvalidException(List.of(new FieldError(
                DECK, "forbidden", "Root buys from a deck that nobody pays from or sells", null, name, null)));
    }

    private static InvalidException unknown(String field, String name) {
        return new InvalidException(
                List.of(new FieldError(field, "not_found", "The seller has no deck of this name", null, name, null)));
    }

    static void checkName(String field, String name) {
        if (!isName(name)) {
            throw new InvalidException(field, "pattern", "Failed to match pattern '" + NAME_FORM.pattern() + "'");
        }
    }

    static boolean isName(String name) {
        return NAME_FORM.matcher(name).matches();
    }

    private AccountNode requireSeller(Caller caller, AccountId owner) {
        return requireSeller(access, caller, owner);
    }

    static AccountNode requireSeller(Access access, Caller caller, AccountId owner) {
        AccountNode node = access.require(caller, owner, Permission.DECK_MANAGE);
        if (!node.reseller() && !node.isRoot()) {
            throw new ForbiddenException("only resellers have rate decks");
        }
        return node;
    }

    private static RateDocument document(RateRow row, String deck) {
        return new RateDocument(row.id(), RateDocuments.toWire(row, deck));
    }
}
