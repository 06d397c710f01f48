package org.trunkline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The calls of the load driver: whose they are and whom they call. */
final class Script {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> accounts;
    private final List<String> numbers;
    private final List<String> allowed = new ArrayList<>();

    Script(List<String> accounts, List<String> numbers) {
        this.accounts = accounts;
        this.numbers = numbers;
    }

    String authorize(long number) {
        int mixed = (int) (number * 0x9E3779B97F4A7C15L >>> 33);
        return "{\"call_id\":\"" + id(number) + "\",\"direction\":\"outbound\",\"account_id\":\""
                + accounts.get(mixed % accounts.size())
                + "\",\"from\":\"+14155550100\",\"to\":\"" + numbers.get(mixed % numbers.size())
                + "\",\"resource_type\":\"offnet-termination\",\"renews\":true}";
    }

    synchronized void allowed(long number) {
        allowed.add(id(number));
    }

    /** Returns the calls that were allowed since the last time, and forgets them. */
    synchronized List<String> takeAllowed() {
        List<String> calls = List.copyOf(allowed);
        allowed.clear();
        return calls;
    }

    private String id(long number) {
        return run + "-" + number;
    }
}
