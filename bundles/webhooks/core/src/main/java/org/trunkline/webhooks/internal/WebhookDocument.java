package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.webhooks.Hook;
import org.trunkline.webhooks.Webhook;

/** What documents of webhooks must look like (crossbar-api §9.3). */
final class WebhookDocument {
    static final String VERB = "http_verb";
    static final String FORMAT = "format";
    static final String SECRET = "secret";
    static final String POST = "post";
    static final String JSON = "json";
    static final String FORM = "form-data";
    static final String ALL = "all";
    static final String TYPE = "type";
    static final String ACTION = "action";

    /** What can be told (crossbar-api §9.3), as far as Trunkline keeps it. */
    static final Hook OBJECT = new Hook(
            "object",
            "Object",
            "Tells when an object is created, changed or deleted",
            List.of("account", "callflow", "user"),
            List.of("doc_created", "doc_edited", "doc_deleted"));

    private static final int DOCUMENT_LENGTH_MAX = 16_384;
    private static final int URI_LENGTH_MAX = 2_048;
    private static final int RETRIES_MAX = 4;
    private static final int RETRIES_DEFAULT = 2;
    private static final int CUSTOM_FIELDS_MAX = 50;
    private static final int CUSTOM_LENGTH_MAX = 1_000;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

    /** What the wire adds to answers; clients send it back. */
    private static final Set<String> COMPUTED = Set.of("id", "metadata", SECRET, Webhook.DISABLE_REASON);

    /**
     * A document that was read.
     *
     * @param secret the one that was sent with it, if any
     */
    record Read(ObjectNode document, Optional<String> secret) {}

    private WebhookDocument() {}

    /**
     * Returns the document as it is kept.
     *
     * @param allowed which addresses receivers may have
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    static Read read(ObjectNode sent, Predicate<InetAddress> allowed) {
        ObjectNode document = Json.publicKeys(sent);
        Checks checks = new Checks(document).require(Webhook.NAME, Webhook.URI, Webhook.HOOK);
        Optional<String> secret = checks.string(SECRET, 16, 128, VISIBLE);
        checks.string(Webhook.NAME, 1, 128);
        checks.string(Webhook.URI, 1, URI_LENGTH_MAX).ifPresent(uri -> uri(checks, uri, allowed));
        checks.oneOf(Webhook.HOOK, List.of(OBJECT.id()));
        checks.oneOf(VERB, List.of("get", POST, "put"));
        checks.oneOf(FORMAT, List.of(FORM, JSON));
        checks.integer(Webhook.RETRIES, 0, RETRIES_MAX);
        for (String flag : List.of(Webhook.ENABLED, Webhook.INCLUDE_SUBACCOUNTS, "include_internal_legs")) {
            checks.bool(flag);
        }
        customData(checks);
        document.remove(COMPUTED);
        checks.size(DOCUMENT_LENGTH_MAX).throwIfAny();
        setDefaults(document);
        return new Read(document, secret);
    }

    private static void setDefaults(ObjectNode document) {
        ObjectNode defaults = Json.object()
                .put(VERB, POST)
                .put(FORMAT, FORM)
                .put(Webhook.RETRIES, RETRIES_DEFAULT)
                .put(Webhook.ENABLED, true)
                .put(Webhook.INCLUDE_SUBACCOUNTS, false)
                .put("include_internal_legs", true);
        defaults.properties().stream()
                .filter(each -> document.path(each.getKey()).isMissingNode()
                        || document.path(each.getKey()).isNull())
                .forEach(each -> document.set(each.getKey(), each.getValue()));
    }

    private static void customData(Checks checks) {
        String type = Webhook.CUSTOM_DATA + "." + TYPE;
        String action = Webhook.CUSTOM_DATA + "." + ACTION;
        Optional<ObjectNode> data = checks.object(Webhook.CUSTOM_DATA);
        checks.require(type, action);
        if (data.isEmpty()) {
            return;
        }
        checks.oneOf(type, withAll(OBJECT.types()));
        checks.oneOf(action, withAll(OBJECT.actions()));
        if (data.get().size() > CUSTOM_FIELDS_MAX) {
            checks.add(FieldError.of(
                    Webhook.CUSTOM_DATA,
                    "maxProperties",
                    "The object must have at most " + CUSTOM_FIELDS_MAX + " keys"));
            return;
        }
        for (Map.Entry<String, JsonNode> field : data.get().properties()) {
            JsonNode value = field.getValue();
            if (!value.isValueNode() || value.isNull() || value.asText().length() > CUSTOM_LENGTH_MAX) {
                checks.add(FieldError.of(
                        Webhook.CUSTOM_DATA,
                        "type",
                        "Values must be texts of at most " + CUSTOM_LENGTH_MAX + " characters, numbers or booleans"));
                return;
            }
        }
    }

    private static List<String> withAll(List<String> some) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(ALL), some.stream())
                .toList();
    }

    private static void uri(Checks checks, String text, Predicate<InetAddress> allowed) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            wrongFormat(checks, text);
            return;
        }
        boolean isHttp = uri.getScheme() != null
                && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
        boolean hasPort = uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() < 65_536;
        if (!isHttp
                || uri.getHost() == null
                || !hasPort
                || uri.getUserInfo() != null
                || uri.getFragment() != null
                || NUMERIC.matcher(uri.getHost()).matches()
                        && !DOTTED.matcher(uri.getHost()).matches()) {
            wrongFormat(checks, text);
        } else if (!mayBe(uri.getHost().toLowerCase(Locale.ROOT), allowed)) {
            checks.add(new FieldError(
                    Webhook.URI, "forbidden", "The receiver must have an address that is public", null, text, null));
        }
    }

    /** Names are looked up when something is sent: what they mean now may be another thing then. */
    private static boolean mayBe(String host, Predicate<InetAddress> allowed) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return allowed.test(InetAddress.getLoopbackAddress());
        }
        if (!host.startsWith("[") && !DOTTED.matcher(host).matches()) {
            return true;
        }
        try {
            return allowed.test(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void wrongFormat(Checks checks, String text) {
        checks.add(new FieldError(
                Webhook.URI, "wrong_format", "Field is not in the correct format", null, text, "http or https"));
    }
}
