package org.trunkline.ledger.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.spi.LedgerStore;

/** Puts a gate before the posts of a store, counts their groups, and can be down or lose its answer. */
final class GatedStore {
    final Semaphore gate = new Semaphore(1_000_000);
    final List<Integer> groups = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile boolean answerLost;

    private final LedgerStore store;

    GatedStore(LedgerStore store) {
        this.store = store;
    }

    LedgerStore store() {
        return (LedgerStore) Proxy.newProxyInstance(
                LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
                    boolean post = method.getName().equals("post");
                    if (post) {
                        groups.add(((List<?>) arguments[0]).size());
                        gate.acquire();
                    }
                    if (down) {
                        throw new UnavailableException("datastore_unreachable", "down");
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (post && answerLost) {
                            throw new UnavailableException("datastore_unreachable", "committed, but who knows");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
