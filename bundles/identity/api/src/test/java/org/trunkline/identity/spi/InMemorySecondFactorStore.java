package org.trunkline.identity.spi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.UserId;

/** Second factors in memory, for tests; hands each change on after it is stored. */
public final class InMemorySecondFactorStore implements SecondFactorStore {
    private final Map<UserId, StoredSecondFactor> rows = new HashMap<>();
    private final Map<UserId, Set<String>> codes = new HashMap<>();
    private final Consumer<Change> committed;

    public InMemorySecondFactorStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized Optional<StoredSecondFactor> find(UserId user) {
        return Optional.ofNullable(rows.get(user));
    }

    @Override
    public synchronized boolean replaceUnverified(StoredSecondFactor factor, Change change) {
        if (find(factor.user()).flatMap(StoredSecondFactor::verified).isPresent()) {
            return false;
        }
        rows.put(factor.user(), factor);
        codes.remove(factor.user());
        committed.accept(change);
        return true;
    }

    @Override
    public synchronized boolean verify(
            StoredSecondFactor expected, long step, List<String> recoveryHashes, Change change) {
        StoredSecondFactor row = rows.get(expected.user());
        if (row == null || row.verified().isPresent() || !row.wrappedSecret().equals(expected.wrappedSecret())) {
            return false;
        }
        rows.put(row.user(), at(row, Optional.of(change.at()), step));
        codes.put(row.user(), new HashSet<>(recoveryHashes));
        committed.accept(change);
        return true;
    }

    private static StoredSecondFactor at(StoredSecondFactor row, Optional<java.time.Instant> verified, long step) {
        return new StoredSecondFactor(row.user(), row.account(), row.wrappedSecret(), row.created(), verified, step);
    }

    @Override
    public synchronized boolean useStep(UserId user, long step) {
        StoredSecondFactor row = rows.get(user);
        if (row == null || step <= row.lastStep()) {
            return false;
        }
        rows.put(user, at(row, row.verified(), step));
        return true;
    }

    @Override
    public synchronized boolean useRecoveryCode(UserId user, String hash, Change change) {
        boolean used = codes.getOrDefault(user, Set.of()).contains(hash);
        if (used) {
            codes.get(user).remove(hash);
            committed.accept(change);
        }
        return used;
    }

    @Override
    public synchronized int recoveryCodesLeft(UserId user) {
        return codes.getOrDefault(user, Set.of()).size();
    }

    @Override
    public synchronized void replaceRecoveryCodes(UserId user, List<String> hashes, Change change) {
        codes.put(user, new HashSet<>(hashes));
        committed.accept(change);
    }

    @Override
    public synchronized boolean delete(UserId user, Change change) {
        codes.remove(user);
        boolean was = rows.remove(user) != null;
        if (was) {
            committed.accept(change);
        }
        return was;
    }
}
