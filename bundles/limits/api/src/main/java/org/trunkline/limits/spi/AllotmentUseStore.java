package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;

/**
 * What calls took from allotments. Written by {@link CallRecordStore}, together with the record of the call.
 * Implementations pass {@code AllotmentUseStoreContract}.
 */
@ConsumerType
public interface AllotmentUseStore {

    /** Returns the seconds taken by calls that began in this time, by the name of the allotment. */
    Map<String, Long> sums(AccountId account, Instant from, Instant to);

    /** Returns what is stored for one call: 0 where there is nothing. */
    long find(CallKey call, AllotmentUse use);

    /**
     * Calls the consumer with sums of what calls took that began since an instant, streaming: the snapshot of a read model.
     *
     * @param stepSeconds calls that began within one such part of the time since 1970 make one sum, which stands at its
     *     beginning
     */
    void forEachSince(Instant from, int stepSeconds, Consumer<AllotmentUse> sum);
}
