package dev.taskmaster.master.submit;

import java.time.Duration;

/**
 * How many tasks travel in one message. Pure functions; whatever was observed, a chunk holds at least one task, and more
 * than one only if all of them are about {@link #WORK} together and there are two such chunks for each slot.
 */
final class ChunkSize {

    /** Work in a chunk: a message costs a fraction of a millisecond, so this keeps the cost below one per cent. */
    static final Duration WORK = Duration.ofMillis(50);

    /** Past this, more tasks in a message gain next to nothing: what is left is the cost of each task. */
    static final int MOST_TASKS = 5_000;

    /**
     * Beyond this many characters a chunk is closed, and its results should not be longer either; one task may be. A message
     * that is large for the client becomes a file of its own at the broker ({@code ClientUrl.LEAST_LARGE}), and a character
     * takes two bytes.
     */
    static final int MOST_CHARACTERS = 232 * 1024;

    /** What stands around a text in a body, as <code>{"ok":""},</code> does around a result. */
    static final int AROUND_TEXT = 10;

    /** Work in a chunk near the end of the input, in which a slot would wait for another: no less, or messages cost more. */
    static final Duration LEAST_WORK = Duration.ofMillis(2);

    private static final double WORK_MICROS = WORK.toNanos() / 1_000.0;
    private static final double LEAST_WORK_MICROS = LEAST_WORK.toNanos() / 1_000.0;

    /** A handler that takes no time at all is no reason to divide by it. */
    private static final double LEAST_MICROS = 0.001;

    private ChunkSize() {}

    /**
     * The tasks that make about {@link #WORK}.
     *
     * @param time what is known of the handler
     * @param slots of all workers on the queue
     * @param meanCharacters of a payload or of a result, whichever is longer
     */
    static int of(HandlerTime time, int slots, double meanCharacters) {
        if (!time.isKnown()) {
            return 1;
        }
        double work = WORK_MICROS / Math.max(time.ofOne(), LEAST_MICROS);
        double fitting = MOST_CHARACTERS / (meanCharacters + AROUND_TEXT);
        double each = Window.most(meanCharacters) / (2.0 * Math.max(1, slots));
        return (int) Math.max(1, Math.min(Math.min(work, MOST_TASKS), Math.min(fitting, each)));
    }

    /**
     * A smaller chunk when the input comes to its end, or to a pause, so that all slots end together.
     *
     * @param size of a chunk in the middle of the input
     * @param remaining tasks that are not sent yet
     */
    static int nearEnd(int size, HandlerTime time, int slots, long remaining) {
        if (!time.isKnown()) {
            return size;
        }
        double least = LEAST_WORK_MICROS / Math.max(time.ofOne(), LEAST_MICROS);
        double share = Math.ceil(remaining / (2.0 * Math.max(1, slots)));
        return (int) Math.max(1, Math.min(size, Math.max(share, least)));
    }
}
