package org.trunkline.identity.rest.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginService;
import org.trunkline.identity.TokenRestrictionService;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.spi.Authenticator;

/** Lets the REST runtime ask whose a token is, and for what it is good. */
@Component
public final class TokenAuthenticator implements Authenticator {
    private final LoginService logins;
    private final TokenRestrictionService restrictions;

    @Activate
    public TokenAuthenticator(@Reference LoginService logins, @Reference TokenRestrictionService restrictions) {
        this.logins = logins;
        this.restrictions = restrictions;
    }

    @Override
    public Caller authenticate(String token) {
        return logins.authenticate(token);
    }

    @Override
    public void require(Caller caller, String verb, String path) {
        restrictions.require(caller, verb, path);
    }
}
