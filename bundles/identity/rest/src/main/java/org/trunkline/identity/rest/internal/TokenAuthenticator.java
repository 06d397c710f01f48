package org.trunkline.identity.rest.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.spi.Authenticator;

/** Lets the REST runtime ask whose a token is. */
@Component
public final class TokenAuthenticator implements Authenticator {
    private final LoginService logins;

    @Activate
    public TokenAuthenticator(@Reference LoginService logins) {
        this.logins = logins;
    }

    @Override
    public Caller authenticate(String token) {
        return logins.authenticate(token);
    }
}
