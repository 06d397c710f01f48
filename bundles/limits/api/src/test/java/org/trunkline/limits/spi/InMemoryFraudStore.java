package org.trunkline.limits.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;

/** Countries and suspicions in memory. */
public final class InMemoryFraudStore implements FraudStore {
    private final Map<String, Called> called = new ConcurrentHashMap<>();
    private final Map<String, FraudCase> cases = new ConcurrentHashMap<>();
    private final Consumer<Change> feed;

    public InMemoryFraudStore(Consumer<Change> feed) {
        this.feed = feed;
    }

    @Override
    public void forEachCalled(Consumer<Called> consumer) {
        called.values().forEach(consumer);
    }

    @Override
    public void forEachCase(Consumer<FraudCase> consumer) {
        cases.values().forEach(consumer);
    }

    @Override
    public void save(List<Called> newCalled, List<FraudCase> newCases, List<Change> changes) {
        newCalled.forEach(each -> called.merge(
                each.account().value() + each.country(),
                each,
                (old, fresh) -> old.lastDay() > fresh.lastDay() ? old : fresh));
        newCases.forEach(each -> cases.put(each.id(), each));
        changes.forEach(feed);
    }
}
