package org.trunkline.whitelabel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/**
 * Keeps what accounts call themselves (crossbar-api §9.1). Resellers and root write their own; whoever stands above an account
 * writes that of any.
 *
 * <p>Every method with a caller throws {@code NotFoundException} for an account outside of the caller's subtree, and where
 * there is nothing; those that write throw {@code InvalidException} with every field that is wrong, a domain that another
 * account has included, and {@code ConflictException} for {@code revision} if the stored one is not expected.
 */
@ProviderType
public interface WhitelabelService {
    /** @throws org.trunkline.kernel.ConflictException if there is one already and nothing is wrong with this one */
    Whitelabel create(Caller caller, AccountId account, ObjectNode document);

    Whitelabel get(Caller caller, AccountId account);

    /** Replaces the public fields (POST). */
    Whitelabel replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    Whitelabel merge(Caller caller, AccountId account, ObjectNode changes, LongPredicate expected);

    /** Returns it as it was. Its images and its page go with it. */
    Whitelabel delete(Caller caller, AccountId account, LongPredicate expected);

    WhitelabelImage image(Caller caller, AccountId account, Kind kind);

    /** Keeps an image in place of the one before; there must be a document. */
    void writeImage(Caller caller, AccountId account, Kind kind, byte[] content);

    /** Returns the page that greets who has logged in, as HTML that runs nothing. */
    String welcome(Caller caller, AccountId account);

    /**
     * Keeps a page in place of the one before, without what could run; there must be a document.
     *
     * @param page HTML in UTF-8
     */
    void writeWelcome(Caller caller, AccountId account, byte[] page);

    /** Returns what clients at this host name are called; for everybody. */
    Optional<Whitelabel> at(String domain);

    /** Returns an image for clients at this host name; for everybody. */
    Optional<WhitelabelImage> imageAt(String domain, Kind kind);

    /** Returns the page for clients at this host name; for everybody. */
    Optional<String> welcomeAt(String domain);
}
