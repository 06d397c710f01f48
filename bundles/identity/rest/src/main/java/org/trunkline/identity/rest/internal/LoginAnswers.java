package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.Identity;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.Answer;
import org.trunkline.rest.spi.LoginContributor;

/** What clients are answered about a login, with what other domains add. */
@Component(service = LoginAnswers.class)
public final class LoginAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LoginAnswers.class);

    private final LoginService logins;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<LoginContributor> contributors = List.of();

    @Activate
    public LoginAnswers(@Reference LoginService logins) {
        this.logins = logins;
    }

    LoginAnswers(LoginService logins, List<LoginContributor> contributors) {
        this(logins);
        this.contributors = contributors;
    }

    Answer created(Login login) {
        return of(login.identity(), login.token()).withStatus(201);
    }

    Answer of(Identity identity, String token) {
        ObjectNode data = LoginJson.identity(identity);
        List<LoginContributor> current = contributors;
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
