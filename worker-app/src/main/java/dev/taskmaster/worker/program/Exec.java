package dev.taskmaster.worker.program;

import dev.taskmaster.task.Task;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TaskHandler;

/**
 * Runs a program for each task. What it prints, without its last line break, is the result; an exit status other than 0
 * fails the task with the end of standard error. At a task's time limit and at the end of the worker the program is killed
 * with all that it started. Closing it kills what is left. Safe for use by many threads.
 */
public final class Exec implements TaskHandler, AutoCloseable {

    private final Command command;
    private final int mostBytes;
    private final Launcher launcher;
    private final Run run;

    private Exec(Command command, int mostBytes, Launcher launcher) {
        this.command = command;
        this.mostBytes = mostBytes;
        this.launcher = launcher;
        this.run = new Run(launcher);
    }

    /**
     * A handler for a command; nothing is started yet.
     *
     * @param text the command: words, or the text for a shell
     * @param shell whether a shell runs it
     * @param mostBytes how long a result may be in UTF-8
     * @param queues the worker's task queues, for the programs to know
     * @param worker the worker's name, likewise
     * @throws IllegalArgumentException if the command cannot be run; the message is the rule
     */
    public static Exec of(String text, boolean shell, int mostBytes, ServedQueues queues, String worker) {
        return new Exec(Command.of(text, shell), mostBytes, new Launcher(Launcher.Place.of(queues, worker)));
    }

    @Override
    public String run(Task task) throws InterruptedException {
        var input = command.takesArgument() ? null : Text.encode(task.payload());
        // The line break at the end is not a part of the result.
        var ended = run.run(command.forTask(task), task, input, mostBytes + 1L, null);
        if (ended.fate() == Run.Fate.ENDED && ended.status() != 0) {
            throw new ProgramFailure(command.name() + " " + Text.ending(ended.status(), ended.complaint()));
        }
        var output = ended.output();
        boolean endsLine = output.length > 0 && output[output.length - 1] == '\n';
        int length = endsLine ? output.length - 1 : output.length;
        if (ended.fate() != Run.Fate.ENDED || length > mostBytes) {
            throw new ProgramFailure(command.name() + " printed more than " + mostBytes
                    + " bytes: have it write a file and print its name, or raise --max-result");
        }
        return Text.decode(output, 0, length);
    }

    @Override
    public void close() {
        launcher.close();
    }

    @Override
    public String toString() {
        return "exec " + command.name();
    }
}
