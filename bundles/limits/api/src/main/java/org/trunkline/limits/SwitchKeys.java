package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;

/** The switches that may ask, and their keys. Keys are shown once and kept as hashes. */
@ProviderType
public interface SwitchKeys {

    /** A new switch and its key, in clear for this once. */
    record NewSwitch(SwitchIdentity identity, String key) {}

    /** @param document {@code name} (required, unique), {@code account_id} (scope, default root), {@code renews}, {@code may_correct}, {@code may_assert_on_net}, {@code may_backdate} */
    NewSwitch create(Caller caller, ObjectNode document);

    List<SwitchIdentity> list(Caller caller);

    /** @throws org.trunkline.kernel.NotFoundException if there is none with this id */
    SwitchIdentity get(Caller caller, String id);

    /** Ends the switch: its key is refused from now on. */
    void delete(Caller caller, String id);

    /** Returns the switch whose key this is; memory only, constant time; empty for an unknown key. */
    Optional<SwitchIdentity> authenticate(String key);
}
