package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;

/** Knows one switch. */
record OneKey(String key, SwitchIdentity identity) implements SwitchKeys {
    @Override
    public NewSwitch create(Caller caller, ObjectNode document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SwitchIdentity> list(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SwitchIdentity get(Caller caller, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Caller caller, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SwitchIdentity> authenticate(String sent) {
        return sent.equals(key) ? Optional.of(identity) : Optional.empty();
    }
}
