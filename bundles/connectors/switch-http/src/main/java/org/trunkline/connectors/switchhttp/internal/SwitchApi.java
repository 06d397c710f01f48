package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.EventCharges;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;

/** What {@code /switch/v1} answers to a request (switch-api): a decision is always 200, whatever it says. */
final class SwitchApi {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchApi.class);
    private static final List<String> VERBS = List.of("answer", "renew", "end", "replace");
    private static final String BEARER = "Bearer ";

    /**
     * One request.
     *
     * @param path the decoded segments below {@code /switch/v1}
     * @param authorization the header, or null
     * @param startKey where a list begins
     * @param bodyBytes how long the body is said to be; below 0 if that is not said
     */
    record Request(
            String method,
            List<String> path,
            String authorization,
            Optional<String> startKey,
            InputStream body,
            long bodyBytes) {
        boolean is(String wantedMethod, String... wantedPath) {
            return method.equals(wantedMethod) && path.equals(List.of(wantedPath));
        }
    }

    /** One answer; asking again makes sense where {@code retry} says so. */
    record Reply(int status, ObjectNode json, boolean retry) {
        Reply(int status, ObjectNode json) {
            this(status, json, false);
        }
    }

    private final Supplier<CallAdmission> admission;
    private final Supplier<EventCharges> events;
    private final Supplier<SwitchKeys> switches;

    SwitchApi(Supplier<CallAdmission> admission, Supplier<EventCharges> events, Supplier<SwitchKeys> switches) {
        this.admission = admission;
        this.events = events;
        this.switches = switches;
    }

    Reply answer(Request request) throws IOException {
        try {
            return new Reply(200, handle(request));
        } catch (NotFoundException e) {
            return new Reply(404, SwitchAnswers.error("call_unknown", null, "There is no such call of this switch"));
        } catch (ConflictException e) {
            boolean event = request.path().equals(List.of("charges"));
            return new Reply(409, event ? EventAnswers.conflict() : SwitchAnswers.callConflict());
        } catch (DomainException e) {
            return new Reply(status(e.kind()), SwitchAnswers.error(e), e.kind() == ErrorKind.UNAVAILABLE);
        } catch (RuntimeException e) {
            // the outermost frame of a request: nothing of the inside is told
            LOG.error("Switch request failed: method={} reason={}", request.method(), e.toString(), e);
            return new Reply(500, SwitchAnswers.error("internal", null, "The request could not be handled"));
        }
    }

    private ObjectNode handle(Request request) throws IOException {
        SwitchIdentity asking = authenticate(request);
        Caller caller = asking.caller();
        List<String> path = request.path();
        if (request.is("GET", "calls")) {
            PageRequest page = new PageRequest(request.startKey(), PageRequest.SIZE_DEFAULT * 10, true);
            return SwitchAnswers.of(admission.get().liveCalls(caller, page));
        }
        if (request.is("PUT", "calls")) {
            ObjectNode body = SwitchRequests.body(request.body(), request.bodyBytes());
            return SwitchAnswers.of(admission.get().resync(caller, SwitchRequests.reported(asking, body)));
        }
        if (request.is("POST", "charges")) {
            ObjectNode body = SwitchRequests.body(request.body(), request.bodyBytes());
            return EventAnswers.of(events.get().charge(caller, EventRequests.event(body)));
        }
        String verb = path.isEmpty() ? "" : path.get(path.size() - 1);
        boolean authorize = path.equals(List.of("calls"));
        boolean known = authorize
                || path.equals(List.of("charges"))
                || path.size() >= 2 && path.size() <= 3 && path.get(0).equals("calls") && VERBS.contains(verb);
        if (!known) {
            throw new DomainException(ErrorKind.NOT_FOUND, "path_unknown", "There is nothing at this path");
        }
        if (!request.method().equals("POST")) {
            throw new DomainException(ErrorKind.NOT_FOUND, "invalid_method", "This is asked for by POST");
        }
        ObjectNode body = SwitchRequests.body(request.body(), request.bodyBytes());
        CallKey key = SwitchRequests.key(asking, path.size() == 3 ? path.get(1) : null, body);
        return authorize
                ? SwitchAnswers.of(admission.get().authorize(caller, SwitchRequests.attempt(asking, key, body)))
                : go(verb, asking, key, body);
    }

    private ObjectNode go(String verb, SwitchIdentity asking, CallKey key, ObjectNode body) {
        Caller caller = asking.caller();
        return switch (verb) {
            case "answer" -> SwitchAnswers.answered(admission.get().answered(caller, key));
            case "replace" -> {
                String newCallId = SwitchRequests.newCallId(body);
                admission.get().replace(caller, key, newCallId);
                yield SwitchAnswers.replaced(key, newCallId);
            }
            case "renew" -> SwitchAnswers.of(admission.get().renew(caller, key, SwitchRequests.elapsedSeconds(body)));
            default -> SwitchAnswers.of(admission.get().ended(caller, SwitchRequests.end(asking, key, body)));
        };
    }

    private SwitchIdentity authenticate(Request request) {
        String header = request.authorization();
        Optional<SwitchIdentity> asking = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? switches.get().authenticate(header.substring(BEARER.length()).trim())
                : Optional.empty();
        return asking.orElseThrow(() -> new DomainException(
                ErrorKind.UNAUTHENTICATED, "invalid_key", "A valid switch key is needed: Authorization: Bearer <key>"));
    }

    /** @param admission empty while it is not there */
    static Reply health(Optional<CallAdmission> admission) {
        String status = admission
                .map(there -> there.isDeciding() ? "ok" : "standing_by")
                .orElse("starting");
        boolean well = status.equals("ok");
        return new Reply(well ? 200 : 503, Json.object().put("status", status), !well);
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case PAYMENT_REQUIRED -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case LOCKED -> 423;
            case TOO_MANY -> 429;
            case REFUSED -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
