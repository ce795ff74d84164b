package dev.taskmaster.master.job;

/**
 * Where a job's output stands. After a crash the output is cut back to it.
 *
 * @param output the name of the output, {@code -} for standard output
 * @param layout how results stand in it: their format, and whether in the order of the tasks; empty before the first
 * @param length of the output in bytes
 * @param written number of results in it; where order is kept, that is also the index of the next one
 * @param waitingLength length in bytes of the file with results that wait for their turn; 0 when order is not kept
 */
public record OutputMark(String output, String layout, long length, long written, long waitingLength) {

    /** The name that stands for standard output. */
    public static final String STANDARD_OUTPUT = "-";

    /** Refuses negative numbers. */
    public OutputMark {
        if (length < 0 || written < 0 || waitingLength < 0) {
            throw new IllegalArgumentException(
                    "lengths must be at least 0, but are " + length + ", " + written + ", " + waitingLength);
        }
    }

    /** Where an output stands into which nothing was written yet. */
    public static OutputMark start(String output) {
        return new OutputMark(output, "", 0, 0, 0);
    }
}
