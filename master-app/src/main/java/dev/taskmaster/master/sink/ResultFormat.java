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
}
