package dev.taskmaster.worker.slot;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until it is moved. */
final class FakeClock implements LongSupplier {

    /** Any number will do, and one near the end shows who compares instead of subtracting. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    void advance(Duration span) {
        nanos.addAndGet(span.toNanos());
    }
}
