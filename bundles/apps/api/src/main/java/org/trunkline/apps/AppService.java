package org.trunkline.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Which apps an account is offered and who in it may use them (crossbar-api §8). Every method that names an account throws
 * {@code NotFoundException} outside of the caller's subtree.
 */
@ProviderType
public interface AppService {

    /** Returns the apps that the account is offered, by name: published and not on its blacklist. Root is offered all. */
    List<AccountApp> list(Caller caller, AccountId account);

    /** @throws org.trunkline.kernel.DomainException 404 {@code bad_identifier} for what the account is not offered */
    AccountApp get(Caller caller, AccountId account, String app);

    /**
     * Installs an app.
     *
     * @param document {@code allowed_users}: all, admins or specific (which it is when absent); {@code users}: ids, or
     *     objects with an id
     * @throws org.trunkline.kernel.DomainException 400 if it is installed, 403 if the account is not offered it
     */
    AccountApp install(Caller caller, AccountId account, String app, ObjectNode document);

    /**
     * Says anew who may use an installed app.
     *
     * @throws org.trunkline.kernel.DomainException 400 unless it is installed, 403 if the account is not offered it
     */
    AccountApp change(Caller caller, AccountId account, String app, ObjectNode document);

    /**
     * Takes an app away from all users of the account; it is still offered.
     *
     * @throws org.trunkline.kernel.DomainException 400 unless it is installed, 403 if the account is not offered it
     */
    void uninstall(Caller caller, AccountId account, String app);

    /** Returns the ids of the apps that the account is not offered. Only those above it may read that. */
    List<String> blacklist(Caller caller, AccountId account);

    /** Replaces them. Only those above the account may. */
    List<String> replaceBlacklist(Caller caller, AccountId account, ObjectNode document);

    /** Returns the icon of an app, which is no secret: clients show it before anybody has logged in. */
    Optional<AppImage> icon(String app);

    /** Returns a screenshot of an app. @param number from 0 */
    Optional<AppImage> screenshot(String app, int number);
}
