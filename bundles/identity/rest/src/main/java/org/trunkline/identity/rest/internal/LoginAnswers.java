package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.Identity;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.Answer;
import org.trunkline.rest.spi.LoginContributor;

/**
 * What clients are answered about a login, with what other domains add. These are held through a tracker and not injected:
 * logins go on while one of them is replaced.
 */
@Component(service = LoginAnswers.class)
public final class LoginAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LoginAnswers.class);

    private final LoginService logins;
    private final Supplier<Collection<LoginContributor>> contributors;
    private final Runnable closing;

    @Activate
    public LoginAnswers(@Reference LoginService logins, BundleContext context) {
        var tracker = new ServiceTracker<LoginContributor, LoginContributor>(context, LoginContributor.class, null);
        tracker.open();
        this.logins = logins;
        this.contributors = () -> tracker.getTracked().values();
        this.closing = tracker::close;
    }

    LoginAnswers(LoginService logins, Collection<LoginContributor> contributors) {
        this.logins = logins;
        this.contributors = () -> contributors;
        this.closing = () -> {};
    }

    @Deactivate
    void close() {
        closing.run();
    }

    Answer created(Login login) {
        return of(login.identity(), login.token()).withStatus(201);
    }

    Answer of(Identity identity, String token) {
        ObjectNode data = LoginJson.identity(identity);
        Collection<LoginContributor> current = contributors.get();
        if (!current.isEmpty()) {
            Caller holder = logins.authenticate(token);
            current.forEach(each -> contribute(each, holder, identity.language(), data));
        }
        return Answer.ok(data).withAuthToken(token);
    }

    private static void contribute(LoginContributor each, Caller holder, String language, ObjectNode data) {
        try {
            each.contribute(holder, language, data);
        } catch (RuntimeException e) {
            LOG.warn("Login answered without a part: account={} part={}", holder.account(), each.getClass(), e);
        }
    }
}
