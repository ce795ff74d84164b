package dev.taskmaster.worker.slot;

import java.time.Duration;

/**
 * How long a lane waits for a task at a time. A wait that ends with nothing costs the broker half a dozen packets, and a
 * broker may have thousands of lanes; so one that has long been idle waits longer, and then takes as long to notice that it
 * should not wait any more. For one thread at a time.
 */
final class Slice {

    /** How soon a lane that waits for a task notices that it should not. */
    static final Duration SHORT = Duration.ofMillis(250);

    /** The same after {@link #SHORT_ONES} waits in a row that gave nothing; shorter than {@link Watch#QUIET_GRACE}. */
    static final Duration LONG = Duration.ofMillis(750);

    /** Two seconds of them. */
    static final int SHORT_ONES = 8;

    private final Duration receive;
    private int empty;

    /**
     * The first one.
     *
     * @param receive how long the queue must give nothing to count as empty: no wait is longer
     */
    Slice(Duration receive) {
        this.receive = receive;
    }

    Duration length() {
        var length = empty < SHORT_ONES ? SHORT : LONG;
        return receive.compareTo(length) < 0 ? receive : length;
    }

    /** A wait gave nothing. */
    void gaveNothing() {
        empty = Math.min(SHORT_ONES, empty + 1);
    }

    /** A task came. */
    void gaveTask() {
        empty = 0;
    }
}
