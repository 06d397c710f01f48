package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/**
 * Gives settings to accounts below the task's account: those of a template, those of the row itself, or the row's over the
 * template's. As a preview it only says what would change. The same file again changes nothing more (decision 0060).
 */
@Component
public final class TemplateTask implements TaskHandler {
    static final String ACCOUNT_ID = "account_id";
    static final String TEMPLATE = "template";
    static final String PREVIEW = "preview";
    static final List<String> HEADER = List.of("line", "status", ACCOUNT_ID, "name", "field", "from", "to", "error");

    private static final String ANY_FAILURE = TEMPLATE;

    private final AccountTemplateManager templates;
    private final TemplateParts parts;
    private final TreeModel tree;

    @Activate
    public TemplateTask(
            @Reference AccountTemplateManager templates, @Reference TemplateParts parts, @Reference TreeModel tree) {
        this.templates = templates;
        this.parts = parts;
        this.tree = tree;
    }

    @Override
    public TaskKind kind() {
        List<String> optional = new ArrayList<>(List.of(TEMPLATE));
        optional.addAll(parts.fields());
        return new TaskKind(
                "accounts",
                "apply",
                "Give settings, of a template or of each row, to accounts; with preview=true only say what would change",
                List.of(ACCOUNT_ID),
                optional,
                List.of(TEMPLATE, PREVIEW));
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        tree.require(caller, account, Permission.ACCOUNT_CREATE);
        isPreview(wanted.options());
        Optional.ofNullable(wanted.options().get(TEMPLATE))
                .filter(text -> !text.isBlank())
                .ifPresent(text -> template(caller, account, text));
    }

    /** Anything but yes or no is an error: a preview with a typo in it must not change a thousand accounts. */
    private static boolean isPreview(Map<String, String> options) {
        String text = options.getOrDefault(PREVIEW, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidException(List.of(new FieldError(
                    PREVIEW,
                    "enum",
                    "Value not found in enumerated list of values",
                    List.of("true", "false"),
                    text,
                    null)));
        }
        return text.equals("true");
    }

    private AccountTemplate template(Caller caller, AccountId owner, String idOrName) {
        return templates
                .find(caller, owner, idOrName)
                .orElseThrow(() -> new InvalidException(TEMPLATE, "not_found", "The account has no such template"));
    }

    @Override
    public void run(TaskRun run) {
        boolean preview = isPreview(run.options());
        Map<String, ObjectNode> known = new HashMap<>();
        run.write(HEADER);
        while (run.next()) {
            try {
                work(run, settings(run, known), preview);
                run.succeeded(1);
            } catch (DomainException e) {
                if (!RowFailure.isOfOneRow(e)) {
                    throw e;
                }
                RowFailure failure = new RowFailure(e, UnaryOperator.identity(), ANY_FAILURE);
                run.write(List.of(
                        Long.toString(run.line()),
                        "failed",
                        run.cell(run.column(ACCOUNT_ID)),
                        "",
                        failure.column(),
                        "",
                        "",
                        failure.messages()));
                failure.count(run);
            }
        }
    }

    /** What can be known to go wrong is known before the first part is changed. */
    private void work(TaskRun run, ObjectNode settings, boolean preview) {
        AccountNode target = target(run);
        List<FieldError> errors = new ArrayList<>();
        ObjectNode checked = parts.checked(run.caller(), run.account(), settings, errors);
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        ObjectNode changes = Json.object();
        each(checked, (part, wanted) -> changes.setAll(part.preview(run.caller(), target.id(), wanted)));
        if (preview || changes.isEmpty()) {
            write(run, target, changes, changes.isEmpty() ? "unchanged" : "would_change");
            return;
        }
        each(checked, (part, wanted) -> write(run, target, part.apply(run.caller(), target.id(), wanted), "changed"));
    }

    private void each(ObjectNode settings, java.util.function.BiConsumer<TemplatePart, JsonNode> work) {
        settings.properties().forEach(each -> work.accept(parts.part(each.getKey()), each.getValue()));
    }

    private static void write(TaskRun run, AccountNode target, ObjectNode changes, String status) {
        List<String> begin =
                List.of(Long.toString(run.line()), status, target.id().value(), target.name());
        if (changes.isEmpty() && !status.equals("changed")) {
            run.write(row(begin, "", "", ""));
        }
        changes.properties()
                .forEach(change -> run.write(row(
                        begin,
                        change.getKey(),
                        text(change.getValue().path("from")),
                        text(change.getValue().path("to")))));
    }

    private static List<String> row(List<String> begin, String field, String from, String to) {
        List<String> row = new ArrayList<>(begin);
        row.addAll(List.of(field, from, to, ""));
        return row;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : value.isTextual() ? value.textValue() : Json.write(value);
    }

    private AccountNode target(TaskRun run) {
        String text = run.cell(run.column(ACCOUNT_ID));
        Optional<AccountNode> byId = Ids.isWellFormed(text) ? tree.find(new AccountId(text)) : Optional.empty();
        return byId.or(() -> text.isBlank() ? Optional.empty() : tree.findByName(text))
                .filter(node -> !node.id().equals(run.account()) && tree.contains(run.account(), node.id()))
                .orElseThrow(
                        () -> new InvalidException(ACCOUNT_ID, "not_found", "There is no such account below this one"));
    }

    private ObjectNode settings(TaskRun run, Map<String, ObjectNode> known) {
        String cell = run.cell(run.column(TEMPLATE));
        String template = cell.isBlank() ? run.options().getOrDefault(TEMPLATE, "") : cell;
        ObjectNode settings = template.isBlank()
                ? Json.object()
                : known.computeIfAbsent(template, name -> template(run.caller(), run.account(), name)
                                .settings())
                        .deepCopy();
        for (String field : parts.fields()) {
            String text = run.cell(run.column(field));
            if (!text.isBlank()) {
                settings.set(field, over(settings.path(field), value(field, text)));
            }
        }
        if (settings.isEmpty()) {
            throw new InvalidException(TEMPLATE, "required", "Neither a template nor the row says what to give");
        }
        return settings;
    }

    /** Lays what the row says over the template; unlike a merge it keeps a null, which takes something away. */
    private static JsonNode over(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode under) || !(above instanceof ObjectNode upper)) {
            return above;
        }
        ObjectNode result = under.deepCopy();
        upper.properties().forEach(each -> result.set(each.getKey(), over(under.path(each.getKey()), each.getValue())));
        return result;
    }

    /** Objects are written as JSON; anything else is a text. */
    private static JsonNode value(String field, String text) {
        if (!text.startsWith("{")) {
            return Json.nodes().textNode(text);
        }
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException e) {
            InvalidException invalid = new InvalidException(field, "format", "The cell is no JSON object");
            invalid.initCause(e);
            throw invalid;
        }
    }
}
