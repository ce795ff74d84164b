package dev.taskmaster.worker;

/** Why a worker ended. */
public enum End {
    /** It did what it was started for: the queue ran empty, it ran its number of tasks, or it was idle for long enough. */
    DONE,
    /** It was told to stop. */
    STOPPED,
    /** Too many handlers ignored their interrupt and hold their threads: start it afresh. */
    SLOTS_LOST,
    /** The Java virtual machine is not fit to go on, such as without memory: start it afresh. */
    BROKEN
}
