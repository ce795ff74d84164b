package dev.taskmaster.master.submit;

/** How far a job's input is submitted, as the collecting side sees it. Safe for use by many threads. */
public interface Submission {

    /** The tasks sent so far, as far as is known here; exact once {@link #complete()}. */
    long submitted();

    /** Whether all tasks before an index were sent. */
    default boolean sent(long end) {
        return end <= submitted();
    }

    /** Whether the whole input is submitted. */
    boolean complete();

    /** Throws what ended the submission before its time, if anything did. */
    void check();
}
