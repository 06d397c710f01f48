package org.trunkline.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Keeps carriers (crossbar-api §7.3): those of the whole system, which are root's, and those of accounts.
 *
 * <p>Every method throws {@code NotFoundException} for a carrier that is not in the pool and for an account outside of the
 * caller's subtree; those that write throw {@code InvalidException} with every field that is wrong, and
 * {@code ConflictException} for {@code revision} if the stored one is not expected.
 */
@ProviderType
public interface CarrierService {
    /** A pool may have so many. */
    int CARRIERS_MAX = 1_000;

    Carrier create(Caller caller, CarrierPool pool, ObjectNode document);

    Carrier get(Caller caller, CarrierPool pool, String id);

    /** Returns the carriers of a pool, by id, without passwords. */
    Page<Carrier> list(Caller caller, CarrierPool pool, PageRequest page);

    /** Replaces the public fields (POST). */
    Carrier replace(Caller caller, CarrierPool pool, String id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    Carrier merge(Caller caller, CarrierPool pool, String id, ObjectNode changes, LongPredicate expected);

    /** Returns the carrier as it was, without passwords. */
    Carrier delete(Caller caller, CarrierPool pool, String id, LongPredicate expected);
}
