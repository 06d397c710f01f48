package org.trunkline.whitelabel.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.whitelabel.Whitelabel;

/** What documents of names and looks must look like (crossbar-api §9.1). */
final class WhitelabelDocument {
    static final int DOMAIN_LENGTH_MAX = 253;

    private static final int NAME_LENGTH_MAX = 256;
    private static final int TEXT_LENGTH_MAX = 2_048;
    private static final String LABEL = "[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private static final List<String> FLAGS = List.of("hide_credits", "hide_powered", "hide_registration");
    private static final List<String> PRICES =
            List.of("inbound_trunks_price", "outbound_trunks_price", "twoway_trunks_price");
    private static final Map<String, List<String>> PARTS = Map.of(
            "nav", List.of("help", "learn_more"),
            "port", List.of("authority", "features", "loa", "resporg", "support_email", "terms"));

    /** What the wire adds to answers; clients send it back. */
    private static final Set<String> COMPUTED = Set.of("id", "metadata");

    private WhitelabelDocument() {}

    /**
     * Returns the document as it is kept: its domain in lower case, as browsers say it.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    static ObjectNode read(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(COMPUTED);
        String domain = document.path(Whitelabel.DOMAIN).textValue();
        if (domain != null) {
            document.put(Whitelabel.DOMAIN, normal(domain));
        }
        Checks checks = new Checks(document);
        checks.string(Whitelabel.DOMAIN, 1, DOMAIN_LENGTH_MAX, DOMAIN);
        checks.string("company_name", 1, NAME_LENGTH_MAX);
        checks.string("fake_api_url", 1, TEXT_LENGTH_MAX);
        FLAGS.forEach(checks::bool);
        PRICES.forEach(price -> checks.string(price, 0, NAME_LENGTH_MAX));
        checks.object("caller_id_options");
        PARTS.forEach((part, texts) -> {
            Optional<ObjectNode> object = checks.object(part);
            if (object.isPresent()) {
                texts.forEach(text -> checks.string(part + "." + text, 0, TEXT_LENGTH_MAX));
            }
        });
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        return document;
    }

    static boolean isDomain(String normal) {
        return normal.length() <= DOMAIN_LENGTH_MAX && DOMAIN.matcher(normal).matches();
    }

    static String normal(String domain) {
        return domain.strip().toLowerCase(Locale.ROOT);
    }
}
