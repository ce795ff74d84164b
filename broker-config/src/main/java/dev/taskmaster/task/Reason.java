package dev.taskmaster.task;

import java.util.Locale;
import java.util.Optional;

/** Why a task failed. The words are the same in messages, outputs, logs and metrics. */
public enum Reason {
    /** The handler said no: it threw, or a program ended with a status other than 0. */
    ERROR,
    /** The handler took longer than the task's time limit. */
    TIMEOUT,
    /** The worker died with the task in hand, again and again; or the program did that the worker runs it with. */
    CRASH;

    /** The word for people and messages, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with that word, or nothing. */
    public static Optional<Reason> ofWord(String word) {
        for (var reason : values()) {
            if (reason.word().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
