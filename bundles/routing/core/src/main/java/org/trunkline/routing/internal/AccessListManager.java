package org.trunkline.routing.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.routing.AccessList;
import org.trunkline.routing.AccessListService;
import org.trunkline.routing.spi.AccessListStore;

/** Keeps who may send calls to an account (crossbar-api §2.6). */
@Component
public final class AccessListManager implements AccessListService {
    static final String TOPIC = "access_lists";

    private static final String CIDRS = "cidrs";
    private static final String ORDER = "order";
    private static final int CIDRS_MAX = 1_000;
    private static final int CIDR_LENGTH_MAX = 43;

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}(/(3[0-2]|[12]?[0-9]))?");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]{2,39}(/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))?");
    private static final String GROUP = "[0-9a-fA-F]{1,4}";
    private static final Pattern V6_WHOLE = Pattern.compile(GROUP + "(:" + GROUP + "){7}");
    private static final Pattern V6_SHORT =
            Pattern.compile("(" + GROUP + "(:" + GROUP + "){0,6})?::(" + GROUP + "(:" + GROUP + "){0,6})?");

    private final AccessListStore store;
    private final Access access;
    private final Clock clock;

    @Activate
    public AccessListManager(@Reference AccessListStore store, @Reference Access access, @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public AccessList get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.ROUTING_READ);
        return stored(account);
    }

    @Override
    public AccessList replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        access.require(caller, account, Permission.ROUTING_WRITE);
        return write(caller, account, read(document), expected);
    }

    @Override
    public AccessList clear(Caller caller, AccountId account, LongPredicate expected) {
        access.require(caller, account, Permission.ROUTING_WRITE);
        return write(caller, account, Json.object(), expected);
    }

    private AccessList write(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        return Races.win(() -> {
            AccessList stored = stored(account);
            AccessList old = Races.expected(stored, stored.revision(), expected);
            ObjectNode detail = Json.object();
            detail.set("changes", Differences.of(old.document(), document));
            Change change = new Change(
                    TOPIC,
                    account.value(),
                    account,
                    "changed",
                    caller,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    Json.write(detail));
            return store.write(new AccessList(account, document, old.revision()), change);
        });
    }

    private AccessList stored(AccountId account) {
        return store.find(account).orElseGet(() -> new AccessList(account, Json.object(), 0));
    }

    private static ObjectNode read(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(Set.of("id", "metadata"));
        Checks checks = new Checks(document).require(ORDER, CIDRS);
        checks.oneOf(ORDER, List.of("allow,deny", "deny,allow"));
        List<String> cidrs = checks.strings(CIDRS, CIDRS_MAX, CIDR_LENGTH_MAX).orElse(List.of());
        for (int i = 0; i < cidrs.size(); i++) {
            if (!isNetwork(cidrs.get(i))) {
                checks.add(new FieldError(
                        CIDRS + "." + i,
                        "wrong_format",
                        "Field is not in the correct format",
                        null,
                        cidrs.get(i),
                        null));
            }
        }
        if (new HashSet<>(cidrs).size() < cidrs.size()) {
            checks.add(FieldError.of(CIDRS, "uniqueItems", "List of items is not unique"));
        }
        checks.string("user_agent", 1, Regexes.LENGTH_MAX)
                .filter(text -> !Regexes.isSafe(text))
                .ifPresent(text -> checks.add(new FieldError(
                        "user_agent", "wrong_format", "Field must be a safe regular expression", null, text, null)));
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        return document;
    }

    private static boolean isNetwork(String text) {
        if (V4.matcher(text).matches()) {
            return true;
        }
        String address = text.replaceFirst("/.*", "");
        return V6.matcher(text).matches()
                && (V6_WHOLE.matcher(address).matches()
                        || V6_SHORT.matcher(address).matches() && address.split(":").length <= 8);
    }
}
