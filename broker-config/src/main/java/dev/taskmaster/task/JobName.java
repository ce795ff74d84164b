package dev.taskmaster.task;

/**
 * The name of a job. It becomes part of the address {@code results.<job>}, hence its narrow alphabet.
 *
 * @param text 1 to 100 letters, digits, dashes and underscores of ASCII
 */
public record JobName(String text) {

    /** Refuses a name that could not be part of an address. */
    public JobName {
        Names.check("job", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
