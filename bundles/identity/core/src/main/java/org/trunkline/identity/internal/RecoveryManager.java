package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginService;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.RecoveryRequest;
import org.trunkline.identity.RecoveryService;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.identity.spi.LinkStore;
import org.trunkline.identity.spi.StoredLink;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.kernel.UserId;
import org.trunkline.mail.MailService;

/**
 * Lets users in who have forgotten their password. A request is only written down, whoever it is for: how long that takes
 * tells nobody who exists. {@link AccountMails} does the rest.
 */
@Component
public final class RecoveryManager implements RecoveryService {
    static final String TOPIC = "recoveries";
    static final String REQUESTED = "requested";
    static final String FOUND = "account_found";

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryManager.class);

    private final LinkStore store;
    private final RecoveryLinks links;
    private final UserStore users;
    private final UserService userService;
    private final LoginService logins;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final SecurityManager security;
    private final LoginRecordManager records;
    private final AccountTree tree;
    private final Tokens tokens;
    private final Clock clock;
    private final Optional<MailService> mails;

    @Activate
    public RecoveryManager(
            @Reference LinkStore store,
            @Reference RecoveryLinks links,
            @Reference UserStore users,
            @Reference UserService userService,
            @Reference LoginService logins,
            @Reference Credentials credentials,
            @Reference SecondFactors factors,
            @Reference SecurityManager security,
            @Reference LoginRecordManager records,
            @Reference AccountTree tree,
            @Reference SigningKeys keys,
            @Reference Clock clock,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    MailService mails) {
        this.store = store;
        this.links = links;
        this.users = users;
        this.userService = userService;
        this.logins = logins;
        this.credentials = credentials;
        this.factors = factors;
        this.security = security;
        this.records = records;
        this.tree = tree;
        this.tokens = new Tokens(keys, clock);
        this.clock = clock;
        this.mails = Optional.ofNullable(mails);
    }

    @Override
    public void request(RecoveryRequest request, LoginSource source) {
        links.pages().require(request.uiUrl());
        if (mails.isEmpty()) {
            throw new UnavailableException("mail_unavailable", "mail is not installed: nothing can be mailed");
        }
        Optional<AccountNode> account =
                credentials.account(request.phoneNumber(), request.accountRealm(), request.accountName());
        ObjectNode detail = Json.object()
                .put(User.USERNAME, request.username().toLowerCase(Locale.ROOT))
                .put(UiUrls.FIELD, request.uiUrl())
                .put("address", source.address())
                .put(FOUND, account.isPresent());
        AccountId id = account.orElseGet(tree::root).id();
        store.requested(new Change(
                TOPIC,
                Ids.random(),
                id,
                REQUESTED,
                RecoveryLinks.system(tree).withVia(new Caller.Via(source.requestId(), source.address(), "")),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Json.write(detail)));
    }

    @Override
    public Login redeem(String resetId, Optional<String> secondFactor, LoginSource source) {
        StoredLink link = links.attempt(resetId);
        StoredUser user = users.find(link.user())
                .filter(stored -> stored.series().equals(link.series()) && links.mayLogIn(stored))
                .orElseThrow(RecoveryLinks::unknown);
        factors.requireOfLink(user.user(), secondFactor);
        links.use(link);
        AccountId account = link.account();
        ObjectNode change = Json.object().put(User.REQUIRE_PASSWORD_UPDATE, true);
        userService.merge(RecoveryLinks.system(tree), account, link.user(), change);
        Optional<UserId> id = Optional.of(link.user());
        records.add(account, id, Tokens.BY_PASSWORD, true, "logged in by a mailed link", source);
        LOG.info("Login by link: account={} user={}", account, link.user());
        String token = tokens.sign(
                new Tokens.Claims(account, id, Tokens.BY_PASSWORD, user.series()),
                security.tokenExpiry(account, Tokens.BY_PASSWORD));
        return new Login(token, logins.identify(token));
    }
}
