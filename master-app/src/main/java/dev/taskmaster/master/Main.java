package dev.taskmaster.master;

import dev.taskmaster.command.CommandRunner;
import dev.taskmaster.jms.ClientThreads;
import dev.taskmaster.master.command.MasterCommand;

/** The command {@code master}. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its status. */
    public static void main(String[] args) {
        int status = CommandRunner.run(new MasterCommand(), args);
        ClientThreads.end();
        System.exit(status);
    }
}
