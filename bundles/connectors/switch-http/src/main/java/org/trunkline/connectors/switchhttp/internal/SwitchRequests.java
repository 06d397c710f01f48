package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.rating.Direction;

/** Reads the bodies of switch-api; every field is checked and bounded. */
final class SwitchRequests {
    private static final int BODY_BYTES_MAX = 8_000_000;
    static final int NUMBER_LENGTH_MAX = 128;
    private static final int REALM_LENGTH_MAX = 253;
    private static final int FLAGS_MAX = 50;
    private static final int TEXT_LENGTH_MAX = 64;
    private static final int SIP_CODE_MIN = 100;
    private static final int SIP_CODE_MAX = 699;

    private SwitchRequests() {}

    /**
     * Takes as much memory as the body needs. One of unknown length takes 8 KB, which was two fifths of all that a decision
     * took.
     *
     * @param length how long it is said to be; below 0 if that is not said
     * @throws InvalidException if the body is no JSON object
     */
    static ObjectNode body(InputStream in, long length) throws IOException {
        byte[] bytes = in.readNBytes(length < 0 ? BODY_BYTES_MAX + 1 : (int) Math.min(length, BODY_BYTES_MAX + 1));
        if (bytes.length > BODY_BYTES_MAX) {
            throw new DomainException(
                    ErrorKind.TOO_LARGE, "too_large", "A body may have at most " + BODY_BYTES_MAX + " bytes");
        }
        if (bytes.length == 0) {
            return Json.object();
        }
        try {
            JsonNode node = Json.mapper().readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidException("body", "json", "The body is no JSON: " + e.getOriginalMessage());
        }
        throw new InvalidException("body", "type", "The body must be a JSON object");
    }

    /** @param callId from the path, or null when the body names it */
    static CallKey key(SwitchIdentity asking, String callId, ObjectNode body) {
        Checks checks = new Checks(body);
        Optional<String> id = Optional.ofNullable(callId);
        if (id.isEmpty()) {
            checks.require("call_id");
            id = text(checks, "call_id", 1, CallKey.CALL_ID_LENGTH_MAX);
        } else if (!isText(callId)) {
            checks.add(noText("call_id"));
        }
        String leg = text(checks, "leg", 1, CallKey.LEG_LENGTH_MAX).orElse("a");
        checks.throwIfAny();
        return new CallKey(asking.id(), id.orElseThrow(), leg);
    }

    static String newCallId(ObjectNode body) {
        Checks checks = new Checks(body).require("new_call_id");
        Optional<String> id = text(checks, "new_call_id", 1, CallKey.CALL_ID_LENGTH_MAX);
        checks.throwIfAny();
        return id.orElseThrow();
    }

    /** Reads all calls before anything is done: a wrong one is named by its place, such as {@code calls[3].to}. */
    static ReportedCalls reported(SwitchIdentity asking, ObjectNode body) {
        Checks checks = new Checks(body).require("as_of");
        Optional<Instant> asOf = time(checks, "as_of");
        long parts = checks.integer("parts", 1, ReportedCalls.PARTS_MAX).orElse(1L);
        long part = checks.integer("part", 1, parts).orElse(1L);
        if (!body.path("calls").isArray()) {
            checks.add(FieldError.of("calls", "type", "calls must be a list"));
        }
        checks.throwIfAny();
        List<ReportedCalls.ReportedCall> calls = new ArrayList<>();
        for (JsonNode each : body.path("calls")) {
            calls.add(reported(asking, each, "calls[" + calls.size() + "]"));
        }
        return new ReportedCalls(asOf.orElseThrow(), (int) part, (int) parts, calls);
    }

    private static ReportedCalls.ReportedCall reported(SwitchIdentity asking, JsonNode each, String place) {
        if (!(each instanceof ObjectNode call)) {
            throw new InvalidException(place, "type", place + " must be an object");
        }
        try {
            CallKey key = key(asking, null, call);
            boolean whole = call.has("direction") || call.has("to");
            return new ReportedCalls.ReportedCall(
                    key, elapsedSeconds(call), whole ? Optional.of(attempt(asking, key, call)) : Optional.empty());
        } catch (InvalidException e) {
            throw new InvalidException(List.of(e.errors().get(0).below(place)));
        }
    }

    static CallAttempt attempt(SwitchIdentity asking, CallKey key, ObjectNode body) {
        Checks checks = new Checks(body).require("direction", "from", "to");
        Optional<Direction> direction = checks.oneOf("direction", List.of("inbound", "outbound"))
                .map(word -> "inbound".equals(word) ? Direction.INBOUND : Direction.OUTBOUND);
        String from = text(checks, "from", 0, NUMBER_LENGTH_MAX).orElse("");
        String to = text(checks, "to", 1, NUMBER_LENGTH_MAX).orElse("");
        String resourceType = text(checks, "resource_type", 0, TEXT_LENGTH_MAX).orElse("");
        List<String> flags = checks.strings("flags", FLAGS_MAX, TEXT_LENGTH_MAX).orElse(List.of());
        if (!flags.stream().allMatch(SwitchRequests::isText)) {
            checks.add(noText("flags"));
        }
        boolean onNet = checks.bool("on_net").orElse(false);
        boolean renews = checks.bool("renews").orElse(asking.renews());
        Optional<String> otherLeg = text(checks, "other_leg_call_id", 1, CallKey.CALL_ID_LENGTH_MAX);
        Optional<AccountSelector> selector = selector(checks, direction, to);
        Optional<String> owner = text(checks, "owner_id", 1, NUMBER_LENGTH_MAX);
        if (owner.filter(id -> !Ids.isWellFormed(id)).isPresent()) {
            checks.add(FieldError.of("owner_id", "pattern", "owner_id must be 32 lower-case hexadecimal characters"));
        }
        checks.throwIfAny();
        return new CallAttempt(
                key,
                direction.orElseThrow(),
                selector.orElseThrow(),
                from,
                to,
                resourceType,
                flags,
                onNet,
                otherLeg,
                renews,
                owner.map(UserId::new));
    }

    /** Account id, realm, did; an inbound call may be found by the number it calls. */
    static Optional<AccountSelector> selector(Checks checks, Optional<Direction> direction, String to) {
        Optional<String> id = text(checks, "account_id", 1, NUMBER_LENGTH_MAX);
        if (id.isPresent()) {
            if (Ids.isWellFormed(id.get())) {
                return Optional.of(new AccountSelector.ById(new AccountId(id.get())));
            }
            checks.add(
                    FieldError.of("account_id", "pattern", "account_id must be 32 lower-case hexadecimal characters"));
            return Optional.empty();
        }
        Optional<String> realm = text(checks, "realm", 1, REALM_LENGTH_MAX);
        if (realm.isPresent()) {
            return Optional.of(new AccountSelector.ByRealm(realm.get()));
        }
        Optional<String> did = text(checks, "did", 1, NUMBER_LENGTH_MAX);
        if (did.isPresent()) {
            return Optional.of(new AccountSelector.ByDid(did.get()));
        }
        if (direction.equals(Optional.of(Direction.INBOUND))) {
            return Optional.of(new AccountSelector.ByDid(to));
        }
        checks.add(FieldError.of("account_id", "required", "One of account_id, realm or did is required"));
        return Optional.empty();
    }

    /** Control characters have no place in ids and numbers, and half a character cannot be stored. */
    static Optional<String> text(Checks checks, String field, int lengthMin, int lengthMax) {
        Optional<String> value = checks.string(field, lengthMin, lengthMax);
        if (value.isPresent() && !isText(value.get())) {
            checks.add(noText(field));
        }
        return value;
    }

    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); ) {
            int each = value.codePointAt(i);
            if (Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE) {
                return false;
            }
            i += Character.charCount(each);
        }
        return true;
    }

    private static FieldError noText(String field) {
        return FieldError.of(field, "pattern", field + " must not contain control characters");
    }

    static long elapsedSeconds(ObjectNode body) {
        Checks checks = new Checks(body).require("elapsed_seconds");
        long elapsed =
                checks.integer("elapsed_seconds", 0, CallEnd.BILLED_SECONDS_MAX).orElse(0L);
        checks.throwIfAny();
        return elapsed;
    }

    static CallEnd end(SwitchIdentity asking, CallKey key, ObjectNode body) {
        Checks checks = new Checks(body).require("billed_seconds");
        long billed =
                checks.integer("billed_seconds", 0, CallEnd.BILLED_SECONDS_MAX).orElse(0L);
        Hangup hangup = hangup(checks);
        boolean correction = checks.bool("correction").orElse(false);
        Optional<Instant> endedAt = time(checks, "ended_at");
        checks.throwIfAny();
        boolean complete = body.hasNonNull("direction")
                && body.hasNonNull("to")
                && (body.hasNonNull("account_id") || body.hasNonNull("realm") || body.hasNonNull("did"));
        Optional<CallAttempt> attempt = complete ? Optional.of(attempt(asking, key, body)) : Optional.empty();
        return new CallEnd(key, billed, endedAt, hangup, correction, attempt);
    }

    private static Hangup hangup(Checks checks) {
        Optional<Long> sipCode = checks.integer("sip_code", SIP_CODE_MIN, SIP_CODE_MAX);
        Optional<Long> duration = checks.integer("duration_seconds", 0, CallEnd.BILLED_SECONDS_MAX);
        return new Hangup(
                text(checks, "hangup_cause", 0, TEXT_LENGTH_MAX).orElse(""),
                text(checks, "hangup_side", 0, TEXT_LENGTH_MAX).orElse(""),
                sipCode.map(code -> OptionalInt.of(code.intValue())).orElse(OptionalInt.empty()),
                duration.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Optional<Instant> time(Checks checks, String field) {
        return text(checks, field, 1, TEXT_LENGTH_MAX).flatMap(text -> instant(checks, field, text));
    }

    private static Optional<Instant> instant(Checks checks, String field, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.isAfter(Instant.parse("2000-01-01T00:00:00Z"))
                    && instant.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return Optional.of(instant);
            }
        } catch (DateTimeParseException e) {
            // told below, like a year that no call can have
        }
        checks.add(new FieldError(
                field,
                "wrong_format",
                "Value must be a time in ISO 8601, UTC, such as 2026-01-31T10:00:00Z",
                null,
                text,
                null));
        return Optional.empty();
    }
}
