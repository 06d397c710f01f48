package org.trunkline.identity.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trunkline.kernel.InvalidException;

/** Pages that mailed links may lead to: nobody shall mail links to a page of his own in our name. */
final class UiUrls {
    static final String FIELD = "ui_url";
    static final int LENGTH_MIN = 14;
    static final int LENGTH_MAX = 2_000;

    private final List<URI> allowed;

    /**
     * @param setting URLs with commas between: pages of the same scheme, host and port are allowed; of any port where the URL
     *     names none
     * @throws IllegalArgumentException if one of them cannot be
     */
    UiUrls(String setting) {
        allowed = Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> parsed(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "TRUNKLINE_UI_URLS must be http or https URLs, separated by commas: " + text)))
                .toList();
    }

    /** Returns the page that links lead to which nobody has asked for on a page; empty if there is none. */
    Optional<String> first() {
        return allowed.stream().findFirst().map(URI::toString);
    }

    /** @throws InvalidException if links may not lead there */
    void require(String url) {
        URI page = parsed(url)
                .orElseThrow(
                        () -> new InvalidException(FIELD, "format", "The page must be an absolute http or https URL"));
        if (allowed.stream().noneMatch(each -> isSame(each, page))) {
            throw new InvalidException(
                    FIELD, "enum", "Links may not lead to this page; which they may is set by TRUNKLINE_UI_URLS");
        }
    }

    /** Returns the page with the id of a link, as the client reads it. */
    static String link(String page, String id) {
        String url = page.contains("#") ? page.substring(0, page.indexOf('#')) : page;
        return url + (url.contains("?") ? "&" : "?") + "recovery=" + id;
    }

    private static boolean isSame(URI allowed, URI page) {
        boolean samePort = allowed.getPort() == -1 || port(allowed) == port(page);
        return samePort
                && allowed.getScheme().equalsIgnoreCase(page.getScheme())
                && allowed.getHost().equalsIgnoreCase(page.getHost());
    }

    private static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI url = new URI(text);
            boolean usable = url.getScheme() != null
                    && List.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
            return usable ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
