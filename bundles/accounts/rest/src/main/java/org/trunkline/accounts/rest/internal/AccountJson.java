package org.trunkline.accounts.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.RestRequest;

/** Accounts as the wire shows them: the document, what the server computes (crossbar-api §3.3), and the rows of lists. */
final class AccountJson {
    private static final String ID = "id";
    private static final String FLAGS = "flags";
    private static final String RESTRICTIONS = "ui_restrictions";
    private static final String READ_ONLY = "_read_only";
    private static final String ON_CREATION = "send_email_on_creation";

    private static final List<String> TABS = List.of(
            "user",
            "account",
            "billing",
            "service_plan",
            "transactions",
            "inbound",
            "outbound",
            "twoway",
            "errorTracker");

    private final AccountService accounts;
    private final AccountTree tree;

    AccountJson(AccountService accounts, AccountTree tree) {
        this.accounts = accounts;
        this.tree = tree;
    }

    Answer answer(Caller caller, Account account) {
        return answer(caller, account, accounts.descendantsCount(caller, account.id()));
    }

    private Answer answer(Caller caller, Account account, long descendantsCount) {
        ObjectNode data = whole(caller, account, descendantsCount);
        disabledBy(account).ifPresent(id -> data.putObject(READ_ONLY).put("disabled_by", id.value()));
        return envelope(data, computed(caller, account), account);
    }

    /** Creates an account below the parent: once, if the client gives the request a name. */
    Answer create(RestRequest request, AccountId parent) {
        Caller caller = request.caller();
        Optional<String> key = request.idempotencyKey();
        ObjectNode sent = request.data();
        // clients say it in the query or beside the data too
        request.value(ON_CREATION).ifPresent(wanted -> sent.put(ON_CREATION, wanted));
        return created(
                caller,
                key.isPresent()
                        ? accounts.createOnce(caller, parent, sent, key.get())
                        : accounts.create(caller, parent, sent, request.expectedRevision()));
    }

    /**
     * An account made below another one has its own path, not one below its parent's (crossbar-api §3.4). The tree need not
     * know it yet: a read model that is late makes no failure of what is done.
     */
    Answer created(Caller caller, Account account) {
        Answer answer = answer(caller, account, 0);
        return Answer.created("/accounts/" + account.id().value(), answer.data())
                .withRevision(answer.revision().orElseThrow())
                .withMetadata(answer.metadata().orElseThrow());
    }

    /** Answers an account that is no more. */
    Answer deleted(Caller caller, Account account) {
        ObjectNode data = whole(caller, account, 0);
        data.putObject(READ_ONLY).put("deleted", true);
        return envelope(data, computed(caller, account), account);
    }

    /** Answers a page of the list, filtered over whole accounts as {@link #answer} shows them. */
    Answer list(
            RestRequest request,
            Function<PageRequest, Page<Account>> read,
            BiFunction<Caller, Account, ObjectNode> row) {
        Caller caller = request.caller();
        PageRequest asked = request.page();
        Page<Account> page = FilteredPage.of(asked, request.filter(), read, account -> filtered(caller, account));
        return Answer.page(asked, page, account -> row.apply(caller, account));
    }

    /** Filters may also ask when it was changed, which answers do not show. */
    ObjectNode filtered(Caller caller, Account account) {
        return whole(caller, account, accounts.descendantsCount(caller, account.id()))
                .put("pvt_modified", GregorianTime.of(account.modified()));
    }

    /** Returns a row of the children or siblings. */
    ObjectNode row(Caller caller, Account account) {
        ObjectNode row = plainRow(account);
        return row.put(
                "descendants_count",
                account.childrenCount() == 0 ? 0 : accounts.descendantsCount(caller, account.id()));
    }

    /** Returns a row of the descendants: with the ancestors from the caller's account down. */
    ObjectNode rowWithTree(Caller caller, Account account) {
        ObjectNode row = plainRow(account);
        ArrayNode path = row.putArray("tree");
        List<AccountId> ancestors = account.path();
        int top = caller.isSystem() ? 0 : Math.max(ancestors.indexOf(caller.account()), 0);
        ancestors.subList(top, ancestors.size()).forEach(ancestor -> path.add(ancestor.value()));
        return row;
    }

    static ObjectNode named(AccountNode account) {
        return Json.object().put(ID, account.id().value()).put(Account.NAME, account.name());
    }

    private static ObjectNode plainRow(Account account) {
        ObjectNode row = Json.object()
                .put(ID, account.id().value())
                .put(Account.NAME, account.name())
                .put(Account.REALM, account.realm());
        ObjectNode document = account.document();
        if (document.hasNonNull(FLAGS)) {
            row.set(FLAGS, document.get(FLAGS));
        }
        return row;
    }

    private ObjectNode whole(Caller caller, Account account, long descendantsCount) {
        ObjectNode data = account.wireDocument();
        ObjectNode stored = data.get(RESTRICTIONS) instanceof ObjectNode object ? object : Json.object();
        data.set(RESTRICTIONS, Json.merged(restrictionDefaults(), stored));
        data.setAll(computed(caller, account));
        return data.put(ID, account.id().value()).put("descendants_count", descendantsCount);
    }

    /** Clients look for these in {@code data} and in {@code metadata} (client contract §3.1). */
    private ObjectNode computed(Caller caller, Account account) {
        AccountId reseller = reseller(account);
        return Json.object()
                .put(Account.ENABLED, account.enabled())
                .put("created", GregorianTime.of(account.created()))
                .put("is_reseller", account.reseller())
                .put("reseller_id", reseller.value())
                .put("superduper_admin", account.isRoot())
                .put("wnm_allow_additions", account.isRoot())
                .put("billing_mode", billingMode(caller, reseller));
    }

    /** Returns the nearest reseller above; root is its own. Looks from the path, so that a deleted account has one too. */
    private AccountId reseller(Account account) {
        return upwards(account).stream()
                .filter(id -> tree.find(id).filter(AccountNode::reseller).isPresent())
                .findFirst()
                .orElse(tree.root().id());
    }

    private Optional<AccountId> disabledBy(Account account) {
        if (!account.enabled()) {
            return Optional.of(account.id());
        }
        return upwards(account).stream()
                .filter(id -> tree.find(id).filter(node -> !node.enabled()).isPresent())
                .findFirst();
    }

    private static List<AccountId> upwards(Account account) {
        List<AccountId> path = new ArrayList<>(account.path());
        Collections.reverse(path);
        return path;
    }

    private String billingMode(Caller caller, AccountId reseller) {
        if (reseller.equals(caller.account())) {
            return "limits_only";
        }
        return reseller.equals(tree.root().id()) ? "normal" : "manual";
    }

    private static ObjectNode restrictionDefaults() {
        ObjectNode defaults = Json.object();
        ObjectNode tabs = defaults.putObject("myaccount");
        TABS.forEach(tab -> tabs.putObject(tab).put("show_tab", true));
        tabs.putObject("balance")
                .put("show_tab", true)
                .put("show_header", true)
                .put("show_credit", true)
                .put("show_minutes", true);
        return defaults;
    }

    /** Part of the answer is computed from other accounts, so the tag covers all of it, not only the stored revision. */
    private static Answer envelope(ObjectNode data, ObjectNode metadata, Account account) {
        CRC32 digest = new CRC32();
        digest.update(Json.write(data).getBytes(StandardCharsets.UTF_8));
        return Answer.ok(data)
                .withMetadata(metadata)
                .withRevision(account.revision() + "-" + Long.toHexString(digest.getValue()));
    }
}
