package org.trunkline.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
import org.trunkline.identity.internal.TokenHolders.Holder;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.UserId;

/** Checks credentials and tokens. What is wrong with them is not told. */
@Component
public final class LoginManager implements LoginService {
    static final String LANGUAGE = "language";

    private static final Logger LOG = LoggerFactory.getLogger(LoginManager.class);

    /** More ways to keep passwords than an account ever has at the same time. */
    private static final int PARAMETERS_MAX = 4;

    private final UserStore users;
    private final ApiKeyStore apiKeys;
    private final AccountTree tree;
    private final TokenHolders holders;
    private final Tokens tokens;

    @Activate
    public LoginManager(
            @Reference UserStore users,
            @Reference ApiKeyStore apiKeys,
            @Reference AccountTree tree,
            @Reference TokenHolders holders,
            @Reference SigningKeys keys,
            @Reference Clock clock) {
        this.users = users;
        this.apiKeys = apiKeys;
        this.tree = tree;
        this.holders = holders;
        this.tokens = new Tokens(keys, clock);
    }

    @Override
    public Login login(LoginAttempt attempt) {
        Optional<AccountNode> account = attempt.accountRealm()
                .flatMap(tree::findByRealm)
                .or(() -> attempt.accountName().flatMap(tree::findByName));
        Optional<StoredUser> user = account.flatMap(found -> user(found.id(), attempt));
        if (account.isEmpty()) {
            Passwords.hashForNobody(attempt.credentials());
        }
        if (user.isEmpty() || !user.get().user().enabled()) {
            LOG.info(
                    "Login refused: account={}",
                    account.map(found -> found.id().value()).orElse("unknown"));
            throw Tokens.invalid();
        }
        refuseDisabled(account.get().id());
        UserId id = user.get().user().id();
        LOG.info("Login: account={} user={}", account.get().id(), id);
        return granted(
                account.get(), Optional.of(id), Tokens.BY_PASSWORD, user.get().series());
    }

    private Optional<StoredUser> user(AccountId account, LoginAttempt attempt) {
        String digest = attempt.credentials().toLowerCase(Locale.ROOT);
        List<String> parameters = users.passwordParameters(account, PARAMETERS_MAX);
        if (parameters.isEmpty()) {
            Passwords.hashForNobody(digest);
        }
        Optional<StoredUser> found = Optional.empty();
        for (String each : parameters) {
            Optional<StoredUser> user =
                    users.findByPassword(account, each, attempt.method(), Passwords.hash(each, digest));
            found = found.or(() -> user);
        }
        return found;
    }

    @Override
    public Login loginByKey(String apiKey) {
        StoredApiKey key = apiKeys.findByHash(ApiKeyManager.hash(apiKey)).orElseThrow(Tokens::invalid);
        AccountNode account = tree.find(key.key().account()).orElseThrow(Tokens::invalid);
        refuseDisabled(account.id());
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
        Holder holder = holder(claims.account(), claims.user()).orElseThrow(Tokens::invalid);
        boolean same = holder.account().equals(claims.account())
                && MessageDigest.isEqual(bytes(holder.series()), bytes(claims.series()));
        if (!same || !holder.enabled() || !tree.enabled(claims.account())) {
            throw Tokens.invalid();
        }
        return claims.user()
                .map(user -> Caller.user(claims.account(), user, holder.role(), holder.name()))
                .orElseGet(() -> Caller.apiKey(claims.account()));
    }

    private Optional<Holder> holder(AccountId account, Optional<UserId> user) {
        return user.isPresent() ? holders.user(user.get()) : holders.apiKey(account);
    }

    private Login granted(AccountNode account, Optional<UserId> user, String method, String series) {
        String token = tokens.sign(new Tokens.Claims(account.id(), user, method, series));
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

    /** Only who has proved itself learns that the account is disabled. */
    private void refuseDisabled(AccountId account) {
        if (!tree.enabled(account)) {
            LOG.info("Login refused, account disabled: account={}", account);
            throw new DomainException(
                    ErrorKind.LOCKED,
                    "locked",
                    "account disabled",
                    List.of(FieldError.of("account", "disabled", "account disabled")),
                    null);
        }
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
