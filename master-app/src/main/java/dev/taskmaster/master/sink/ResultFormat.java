package dev.taskmaster.master.sink;

import dev.taskmaster.master.job.Result;

/** How results look in an output. */
public interface ResultFormat {

    /** What stands before the first result; empty for nothing. */
    default String header() {
        return "";
    }

    /** Appends a result with its line end. */
    void append(Result result, StringBuilder output);

    /** Whether a line end within quotes does not end a record. */
    default boolean quotes() {
        return false;
    }

    /** Finds the records of failed tasks; none are looked for yet. A failed task's record must be recognizable as such. */
    FailedRecords failedRecords();
}
