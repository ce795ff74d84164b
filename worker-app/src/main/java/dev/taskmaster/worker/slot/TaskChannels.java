package dev.taskmaster.worker.slot;

import org.jspecify.annotations.Nullable;

/** Where slots get their channels. Safe for use by many threads. */
public interface TaskChannels extends AutoCloseable {

    /**
     * A new channel, or {@code null} if the broker cannot be reached yet; it has then waited for a while, so that the
     * caller may ask again at once.
     *
     * @throws dev.taskmaster.TaskmasterException if asking again does not help
     */
    @Nullable
    TaskChannel open();

    /**
     * A new channel for answers alone, or {@code null} if there is no connection to the broker now.
     *
     * @throws dev.taskmaster.TaskmasterException if the broker refuses it
     */
    @Nullable
    AnswerChannel openAnswers();

    /** Ends all of them; what was not committed goes to others. Never throws. */
    @Override
    void close();
}
