package org.trunkline.numbers.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.numbers.NumberState;

/** What is refused for one number, in the words of the wire (crossbar-numbers N1.7). */
final class NumberRefused extends DomainException {
    private static final long serialVersionUID = 1L;

    private static final int NAMED_LENGTH_MAX = 64;

    private final transient Map<String, Object> data;

    private NumberRefused(ErrorKind kind, String code, String message, String cause, Map<String, Object> data) {
        super(kind, code, message, List.of(), cause);
        this.data = data;
    }

    private static NumberRefused of(ErrorKind kind, int status, String code, String message, String cause) {
        return new NumberRefused(kind, code, message, cause, Map.of("code", status, "error", code));
    }

    static NumberRefused notFound() {
        String what = "The number could not be found";
        return new NumberRefused(
                ErrorKind.NOT_FOUND, "bad_identifier", "bad identifier", null, Map.of("not_found", what));
    }

    static NumberRefused noNumber(String text) {
        String named = text.length() > NAMED_LENGTH_MAX ? text.substring(0, NAMED_LENGTH_MAX) : text;
        return of(ErrorKind.INVALID, 400, "not_reconcilable", "this is no number that could be reached", named);
    }

    static NumberRefused exists(String number) {
        return of(ErrorKind.CONFLICT, 409, "number_exists", "number " + number + " already exists", number);
    }

    static NumberRefused noChange() {
        return new NumberRefused(
                ErrorKind.INVALID,
                "no_change_required",
                "no change required",
                null,
                Map.of("code", 400, "error", "no_change_required"));
    }

    static NumberRefused transition(NumberState from, NumberState to) {
        String way = "from " + from.id() + " to " + to.id();
        return of(ErrorKind.INVALID, 400, "invalid_state_transition", "invalid state transition", way);
    }

    static NumberRefused forbidden(String why) {
        String message = "requestor is unauthorized to perform operation";
        return of(ErrorKind.FORBIDDEN, 403, "forbidden", message, why);
    }

    /** @param accountId whose it is; null if it is nobody's */
    static NumberRefused notIdentified(String cause, String accountId, String number) {
        Map<String, Object> data = new HashMap<>(Map.of("number", number));
        if (accountId != null) {
            data.put("account_id", accountId);
        }
        return new NumberRefused(ErrorKind.INVALID, "client error", "client error", cause, data);
    }

    @Override
    public Map<String, Object> data() {
        return data == null ? Map.of() : data;
    }
}
