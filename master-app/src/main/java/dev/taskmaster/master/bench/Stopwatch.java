package dev.taskmaster.master.bench;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times one job, from the first task sent to the commit of the last result: what is not committed does not count. Heard
 * from the threads of the job, read after its end.
 */
final class Stopwatch implements JobRun.Listener {

    private volatile boolean runs;
    private volatile long begin;
    private volatile long end;
    private final AtomicLong handlerMicros = new AtomicLong();

    @Override
    public void begins(JobPlan plan, long submitted, long ended) {
        // A job of a bench is not gone on with.
    }

    @Override
    public void sending(Chunk chunk) {
        if (!runs) {
            begin = System.nanoTime();
            runs = true;
        }
    }

    @Override
    public void ran(Reply reply) {
        handlerMicros.addAndGet(reply.runMicros());
    }

    @Override
    public void committed(Tally tally) {
        end = System.nanoTime();
    }

    /** From the first task sent to the last commit. */
    Duration wall() {
        if (!runs) {
            throw new IllegalStateException("no task was sent");
        }
        return Duration.ofNanos(end - begin);
    }

    /** The time in handlers, all slots together. */
    Duration handler() {
        return Duration.ofNanos(handlerMicros.get() * 1_000);
    }
}
