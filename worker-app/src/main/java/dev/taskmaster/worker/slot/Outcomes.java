package dev.taskmaster.worker.slot;

import dev.taskmaster.settings.Durations;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskCrashedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a run of the handler means for its task. Pure functions. */
final class Outcomes {

    /** After so many deaths of its worker a task is not run again. */
    static final int DEATHS_TO_GIVE_UP = 3;

    /** From so many deaths on its next may be its last: it runs while no other slot of its worker has a task in hand. */
    static final int DEATHS_TO_RUN_ALONE = DEATHS_TO_GIVE_UP - 1;

    /** In characters. What a handler says travels in a property of the dead letter too, which is no place for pages. */
    static final int LONGEST_MESSAGE = 10_000;

    private static final String CUT = "...";

    private Outcomes() {}

    /** The handler has answered. One that came to its answer after its time limit is late all the same. */
    static Outcome answered(@Nullable String text, Guard.Cause cause, String payload, @Nullable Duration limit) {
        if (cause == Guard.Cause.TIMEOUT) {
            return timedOut(payload, limit);
        }
        if (text == null) {
            return new Outcome.Failed(Reason.ERROR, "the handler returned null", payload);
        }
        return text.length() > Task.LONGEST_TEXT ? tooLong(text, payload) : new Outcome.Ok(text);
    }

    /** The handler has thrown. */
    static Outcome threw(Throwable thrown, Guard.Cause cause, String payload, @Nullable Duration limit) {
        return switch (cause) {
            case TIMEOUT -> timedOut(payload, limit);
            case ABORT -> new Outcome.Again(payload);
            case NONE -> new Outcome.Failed(reason(thrown), message(thrown), payload);
        };
    }

    private static Reason reason(Throwable thrown) {
        return thrown instanceof TaskCrashedException ? Reason.CRASH : Reason.ERROR;
    }

    /** The handler neither answers nor throws. */
    static Outcome gaveUp(Guard.Cause cause, String payload, @Nullable Duration limit) {
        return cause == Guard.Cause.ABORT ? new Outcome.Again(payload) : timedOut(payload, limit);
    }

    /** The task kills whoever runs it. */
    static Outcome crashed(String payload) {
        return new Outcome.Failed(Reason.CRASH, "killed its worker " + DEATHS_TO_GIVE_UP + " times", payload);
    }

    /** Whether what a handler threw fails its task; else it ends the worker. */
    static boolean failsTask(Throwable thrown) {
        return thrown instanceof Exception
                || thrown instanceof StackOverflowError
                || thrown instanceof LinkageError
                || thrown instanceof AssertionError;
    }

    private static Outcome timedOut(String payload, @Nullable Duration limit) {
        return new Outcome.Failed(
                Reason.TIMEOUT, "took longer than " + (limit == null ? "its limit" : Durations.format(limit)), payload);
    }

    private static Outcome tooLong(String text, String payload) {
        return new Outcome.Failed(
                Reason.ERROR,
                "the result has " + text.length() + " characters, more than " + Task.LONGEST_TEXT
                        + ": write it into a file and return the file's name",
                payload);
    }

    private static String message(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : shortened(message);
    }

    private static String shortened(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end = LONGEST_MESSAGE - CUT.length();
        // Half of a pair is no character, and could not be written as UTF-8.
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
