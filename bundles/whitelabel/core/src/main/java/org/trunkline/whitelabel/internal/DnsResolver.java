package org.trunkline.whitelabel.internal;

import java.util.List;

/** Asks the DNS. */
public interface DnsResolver {
    /**
     * Returns what a name has of a type, in no order.
     *
     * @param type such as {@code CNAME}
     * @return empty if it has none, and if nobody answers
     */
    List<String> lookup(String type, String name);
}
