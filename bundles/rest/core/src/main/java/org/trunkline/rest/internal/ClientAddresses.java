package org.trunkline.rest.internal;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds who is behind a proxy. Only the proxies of the settings are believed: anybody can send the header. */
final class ClientAddresses {
    private final Set<String> proxies;

    ClientAddresses(Collection<String> proxies) {
        this.proxies = proxies.stream()
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the last address of the chain that is no proxy of ours. */
    String of(String peer, String forwardedFor) {
        if (forwardedFor == null || !proxies.contains(peer)) {
            return peer;
        }
        String[] chain = forwardedFor.split(",");
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = chain[i].trim();
            if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
                return peer;
            }
            if (!proxies.contains(hop)) {
                return hop;
            }
        }
        return chain[0].trim();
    }
}
