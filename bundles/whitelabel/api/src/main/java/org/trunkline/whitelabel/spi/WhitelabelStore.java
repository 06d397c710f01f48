package org.trunkline.whitelabel.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** Where names and looks are kept, at most one per account, and one per domain. */
@ConsumerType
public interface WhitelabelStore {
    Optional<Whitelabel> find(AccountId account);

    Optional<Whitelabel> findByDomain(String domain);

    /**
     * Adds a document, at revision 1.
     *
     * @throws org.trunkline.kernel.ConflictException if the account has one, or another account has the domain
     */
    Whitelabel insert(Whitelabel whitelabel, Change change);

    /**
     * Stores the document if the stored revision is still its own, and returns it at its new one.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise, and if another account has the domain
     */
    Whitelabel update(Whitelabel whitelabel, Change change);

    /**
     * Removes the document, its images and its page.
     *
     * @throws org.trunkline.kernel.ConflictException unless the stored revision is still its own
     */
    void delete(Whitelabel whitelabel, Change change);

    Optional<WhitelabelImage> image(AccountId account, Kind kind);

    /**
     * Keeps an image in place of the one before.
     *
     * @throws org.trunkline.kernel.NotFoundException if the account has no document
     */
    void writeImage(AccountId account, Kind kind, WhitelabelImage image, Change change);

    Optional<String> welcome(AccountId account);

    /**
     * Keeps a page in place of the one before.
     *
     * @throws org.trunkline.kernel.NotFoundException if the account has no document
     */
    void writeWelcome(AccountId account, String html, Change change);

    /** Returns which DNS records domains need: an empty object before anybody has said so. */
    ObjectNode dnsRecords();

    void writeDnsRecords(ObjectNode records, Change change);
}
