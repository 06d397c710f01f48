package org.trunkline.limits.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the oldest entry when it has more than so many. */
final class LatestOnly<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int max;

    LatestOnly(int max) {
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
