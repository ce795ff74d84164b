package dev.taskmaster.worker.command;

import dev.taskmaster.worker.Narrator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Prints the tutorial's lines. */
record PrintingNarrator(PrintStream out) implements Narrator {

    /** Standard output in UTF-8, whatever the locale says, as the results of the master are. */
    static PrintStream standardOutput() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    @Override
    public void runs(Supplier<String> task) {
        out.println("run task " + task.get() + "...");
    }

    @Override
    public void queueIsEmpty() {
        out.println("task queue is empty.");
    }

    @Override
    public void exits() {
        out.println("worker exit.");
    }
}
