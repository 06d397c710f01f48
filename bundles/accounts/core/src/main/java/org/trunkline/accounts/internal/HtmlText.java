package org.trunkline.accounts.internal;

import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * HTML that one account writes and users of another see: formatting, lists, tables, links and pictures stay, nothing that
 * runs or loads from elsewhere by itself but pictures.
 */
final class HtmlText {
    private static final PolicyFactory ALLOWED = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.LINKS)
            .and(Sanitizers.IMAGES)
            .and(Sanitizers.TABLES)
            .and(Sanitizers.STYLES);

    private HtmlText() {}

    static String safe(String html) {
        return ALLOWED.sanitize(html);
    }
}
