package dev.taskmaster.doctor;

import dev.taskmaster.ExitStatus;

/**
 * What one check found.
 *
 * @param level how bad it is
 * @param check what was looked at, in few words
 * @param text what was found and, where it is not fine, what to do
 * @param status what a command that needs it would end with; {@link ExitStatus#OK} unless it is a failure
 */
public record Finding(Level level, String check, String text, ExitStatus status) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK("ok"),
        /** It works, and somebody should look at it. */
        WARN("warn"),
        /** It does not work. */
        FAIL("fail");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** The word for tables and JSON. */
        public String word() {
            return word;
        }
    }

    /** Refuses a failure that would end well, and the opposite. */
    public Finding {
        if ((level == Level.FAIL) == (status == ExitStatus.OK)) {
            throw new IllegalArgumentException("a failure alone must have a status, but " + level + " has " + status);
        }
    }
}
