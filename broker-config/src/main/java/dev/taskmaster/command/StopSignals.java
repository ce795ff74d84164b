package dev.taskmaster.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command end in order: the first TERM or INT is a wish that the command looks for, the second ends the process at
 * once. No thread is interrupted, because that would close the files it writes. Safe for use by many threads.
 */
public final class StopSignals {

    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

    /** What the JVM and shells add to a signal's number. */
    private static final int STATUS_OFFSET = 128;

    private final AtomicInteger first = new AtomicInteger();
    private final CountDownLatch cameOnce = new CountDownLatch(1);

    private StopSignals() {}

    /** Catches the signals from now on; where this JVM cannot, they end the process at once. */
    public static StopSignals caught() {
        var signals = new StopSignals();
        for (var name : new String[] {"TERM", "INT"}) {
            try {
                SystemSignals.on(name, signals::on);
            } catch (ReflectiveOperationException e) {
                log.debug("the signal {} cannot be caught here: it ends the process at once", name, e);
            }
        }
        return signals;
    }

    private void on(String name, int number) {
        if (first.compareAndSet(0, number)) {
            log.info("{}: stopping; once more ends it at once", name);
            cameOnce.countDown();
        } else {
            Runtime.getRuntime().halt(STATUS_OFFSET + number);
        }
    }

    /** Whether one came. */
    public boolean came() {
        return first.get() != 0;
    }

    /** Waits until one comes. */
    public void await() throws InterruptedException {
        cameOnce.await();
    }

    /** Waits until one comes, for that long at most, and tells whether one came. */
    public boolean await(Duration atMost) throws InterruptedException {
        return cameOnce.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The status to end with after one came. */
    public int status() {
        return STATUS_OFFSET + first.get();
    }
}
