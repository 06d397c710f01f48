package org.trunkline.apps.internal;

import java.util.Map;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/** An app that an account is not offered: which one stands in {@code data.details} (crossbar-api §8.2). */
final class AppRefused extends DomainException {
    private static final long serialVersionUID = 1L;

    private final String app;

    private AppRefused(ErrorKind kind, String code, String message, String app) {
        super(kind, code, message);
        this.app = app.length() > 64 ? app.substring(0, 64) : app;
    }

    static AppRefused notFound(String app) {
        return new AppRefused(ErrorKind.NOT_FOUND, "bad_identifier", "bad identifier", app);
    }

    static AppRefused forbidden(String app) {
        return new AppRefused(ErrorKind.FORBIDDEN, "forbidden", "forbidden", app);
    }

    @Override
    public Map<String, Object> data() {
        return Map.of("details", app);
    }
}
