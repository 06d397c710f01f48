package org.trunkline.ledger.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.spi.LedgerStore;

/** Puts a gate before the posts of a store, counts their groups, and can be down or lose its answer. */
final class GatedStore {
    final Semaphore gate = new Semaphore(1_000_000);
    final List<Integer> groups = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile boolean answerLost;

    /** How many groups were made ready. */
    final AtomicInteger prepared = new AtomicInteger();

    private final LedgerStore store;

    GatedStore(LedgerStore store) {
        this.store = store;
    }

    @SuppressWarnings("unchecked")
    private static List<LedgerStore.Order> orders(Object group) {
        return (List<LedgerStore.Order>) group;
    }

    LedgerStore store() {
        return (LedgerStore) Proxy.newProxyInstance(
                LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepare")) {
                        prepared.incrementAndGet();
                        return (Supplier<?>)
                                () -> ((LedgerStore) proxy).post(orders(arguments[0]), (Instant) arguments[1]);
                    }
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
