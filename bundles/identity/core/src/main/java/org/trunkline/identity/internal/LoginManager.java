package org.trunkline.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.Identity;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginService;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.internal.TokenHolders.Holder;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** Checks credentials and tokens. What is wrong with them is not told. */
@Component
public final class LoginManager implements LoginService {
    static final String LANGUAGE = "language";

    private static final Logger LOG = LoggerFactory.getLogger(LoginManager.class);

    private final UserStore users;
    private final ApiKeyStore apiKeys;
    private final AccountTree tree;
    private final TokenHolders holders;
    private final Tokens tokens;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final SecurityManager security;
    private final LoginRecordManager records;

    @Activate
    public LoginManager(
            @Reference UserStore users,
            @Reference ApiKeyStore apiKeys,
            @Reference AccountTree tree,
            @Reference TokenHolders holders,
            @Reference SigningKeys keys,
            @Reference Credentials credentials,
            @Reference SecondFactors factors,
            @Reference SecurityManager security,
            @Reference LoginRecordManager records,
            @Reference Clock clock) {
        this.users = users;
        this.apiKeys = apiKeys;
        this.tree = tree;
        this.holders = holders;
        this.tokens = new Tokens(keys, clock);
        this.credentials = credentials;
        this.factors = factors;
        this.security = security;
        this.records = records;
    }

    @Override
    public Login login(LoginAttempt attempt, LoginSource source) {
        Credentials.Proven proven = credentials.prove(attempt, source);
        AccountNode account = proven.account();
        factors.require(proven, attempt, security.wantsSecondFactor(account.id()));
        proven.accepted();
        UserId id = proven.user().user().id();
        return granted(
                account, Optional.of(id), Tokens.BY_PASSWORD, proven.user().series());
    }

    @Override
    public Login loginByKey(String apiKey, LoginSource source) {
        StoredApiKey key = apiKeys.findByHash(ApiKeyManager.hash(apiKey)).orElseThrow(Tokens::invalid);
        AccountNode account = tree.find(key.key().account()).orElseThrow(Tokens::invalid);
        if (!tree.enabled(account.id())) {
            throw credentials.disabled(account.id(), Optional.empty(), Tokens.BY_API_KEY, source);
        }
        boolean refused = security.refuses(account.id(), Tokens.BY_API_KEY);
        records.add(
                account.id(),
                Optional.empty(),
                Tokens.BY_API_KEY,
                !refused,
                refused ? "API keys are switched off" : "logged in",
                source);
        if (refused) {
            throw Tokens.invalid();
        }
        LOG.info("Login by key: account={}", account.id());
        return granted(account, Optional.empty(), Tokens.BY_API_KEY, key.series());
    }

    @Override
    public Login refresh(Caller caller) {
        boolean byKey = caller.kind() == Caller.Kind.API_KEY;
        if (!byKey && caller.kind() != Caller.Kind.USER || caller.origin().isPresent()) {
            throw Tokens.invalid();
        }
        AccountNode account = tree.find(caller.account()).orElseThrow(Tokens::invalid);
        Holder holder = holder(caller.account(), caller.user()).orElseThrow(Tokens::invalid);
        return granted(account, caller.user(), byKey ? Tokens.BY_API_KEY : Tokens.BY_PASSWORD, holder.series());
    }

    @Override
    public Identity identify(String token) {
        Caller caller = authenticate(token);
        AccountNode account = tree.find(caller.account()).orElseThrow(Tokens::invalid);
        return identity(account, caller.user());
    }

    @Override
    public Caller authenticate(String token) {
        Tokens.Claims claims = tokens.verify(token);
        Holder holder = current(claims.account(), claims.user(), claims.series());
        Caller caller = claims.user()
                .map(user -> Caller.user(claims.account(), user, holder.role(), holder.name()))
                .orElseGet(() -> Caller.apiKey(claims.account()));
        return claims.origin().map(origin -> impersonated(caller, origin)).orElse(caller);
    }

    /** Returns who holds tokens of this series still. */
    private Holder current(AccountId account, Optional<UserId> user, String series) {
        Holder holder = holder(account, user).orElseThrow(Tokens::invalid);
        boolean same = holder.account().equals(account) && MessageDigest.isEqual(bytes(holder.series()), bytes(series));
        if (!same || !holder.enabled() || !tree.enabled(account)) {
            throw Tokens.invalid();
        }
        return holder;
    }

    private Caller impersonated(Caller caller, Tokens.Origin origin) {
        Holder acting = current(origin.account(), Optional.of(origin.user()), origin.series());
        if (!mayImpersonate(acting.account(), acting.role())) {
            throw Tokens.invalid();
        }
        return caller.withOrigin(new Caller.Origin(origin.account(), Optional.of(origin.user())));
    }

    private boolean mayImpersonate(AccountId account, Role role) {
        return account.equals(tree.root().id()) && role == Role.ADMIN;
    }

    @Override
    public Login impersonate(Caller caller, AccountId account, UserId user, LoginSource source) {
        AccountNode target = tree.find(account)
                .filter(node -> tree.contains(caller.account(), account))
                .orElseThrow(() -> new NotFoundException(account.value()));
        boolean may = caller.kind() == Caller.Kind.USER
                && caller.origin().isEmpty()
                && mayImpersonate(caller.account(), caller.role())
                && !caller.account().equals(account);
        if (!may) {
            throw new ForbiddenException("only an administrator of the root account acts as a user of another one");
        }
        Holder acting = holders.user(caller.user().orElseThrow()).orElseThrow(Tokens::invalid);
        Holder holder = holders.user(user)
                .filter(found -> found.account().equals(account))
                .orElseThrow(() -> new NotFoundException(user.value()));
        if (!holder.enabled() || !tree.enabled(account)) {
            throw new ForbiddenException("the user cannot log in: it or its account is disabled");
        }
        String by = "impersonated by user " + caller.user().get() + " of account " + caller.account();
        records.add(account, Optional.of(user), "impersonate_user", true, by, source);
        LOG.info(
                "Impersonation: account={} user={} by={}",
                account,
                user,
                caller.user().get());
        String token = tokens.sign(
                new Tokens.Claims(
                        account,
                        Optional.of(user),
                        Tokens.BY_PASSWORD,
                        holder.series(),
                        Optional.of(new Tokens.Origin(
                                caller.account(), caller.user().get(), acting.series()))),
                security.tokenExpiry(account, Tokens.BY_PASSWORD));
        return new Login(token, identity(target, Optional.of(user)));
    }

    private Optional<Holder> holder(AccountId account, Optional<UserId> user) {
        return user.isPresent() ? holders.user(user.get()) : holders.apiKey(account);
    }

    private Login granted(AccountNode account, Optional<UserId> user, String method, String series) {
        String token = tokens.sign(
                new Tokens.Claims(account.id(), user, method, series), security.tokenExpiry(account.id(), method));
        return new Login(token, identity(account, user));
    }

    private Identity identity(AccountNode account, Optional<UserId> user) {
        String language = user.flatMap(users::find)
                .map(stored -> stored.user().document().path(LANGUAGE).asText(""))
                .filter(text -> !text.isBlank())
                .orElse(account.language());
        AccountId root = tree.root().id();
        return new Identity(
                account.id(),
                user,
                account.name(),
                language,
                account.reseller(),
                account.isRoot(),
                tree.seller(account.id()).map(AccountNode::id).orElse(root),
                clusterId(root));
    }

    /** All nodes know the root account, and clients must not learn its id. */
    private static String clusterId(AccountId root) {
        return sha256("cluster/" + root).substring(0, 32);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
