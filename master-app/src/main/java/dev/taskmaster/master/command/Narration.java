package dev.taskmaster.master.command;

import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.task.Chunk;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the steps of a run in the words of the tutorial. Results speak for themselves on standard output. */
final class Narration implements JobRun.Listener {

    private final PrintWriter narrator;
    private final AtomicBoolean waits = new AtomicBoolean();

    Narration(PrintWriter narrator) {
        this.narrator = narrator;
    }

    /** Tells nothing. */
    static JobRun.Listener silent() {
        return new JobRun.Listener() {};
    }

    @Override
    public void sending(Chunk chunk) {
        for (var payload : chunk.payloads()) {
            narrator.println("Put task " + payload + "...");
        }
        narrator.flush();
    }

    @Override
    public void committed(long submitted, boolean complete) {
        if (waits.compareAndSet(false, true)) {
            narrator.println("Try get results...");
            narrator.flush();
        }
    }
}
