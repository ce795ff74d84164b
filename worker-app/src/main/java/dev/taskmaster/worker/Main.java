package dev.taskmaster.worker;

import dev.taskmaster.command.CommandRunner;
import dev.taskmaster.jms.ClientThreads;
import dev.taskmaster.worker.command.WorkerCommand;

/** The program {@code worker}. */
public final class Main {

    private Main() {}

    /** Runs until the worker ends, then ends the process even where a handler still holds a thread. */
    public static void main(String[] args) {
        int status = CommandRunner.run(new WorkerCommand(), args);
        ClientThreads.end();
        System.exit(status);
    }
}
