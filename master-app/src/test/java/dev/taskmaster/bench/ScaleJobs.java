package dev.taskmaster.bench;

import dev.taskmaster.master.Master;
import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.TaskSettings;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.task.JobName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Jobs that run at once, each with a connection, a queue of results and threads of its own. Every result is looked at: it
 * is the answer to its task, and there is one for each.
 *
 * @param master at the broker
 * @param jobs how many
 * @param tasks of each
 * @param millis that a task takes
 */
record ScaleJobs(Master master, int jobs, int tasks, int millis) {

    /**
     * How long they took, from the start of the first connection.
     *
     * @param firstEnd seconds until the first job had ended
     * @param lastEnd seconds until all had
     */
    record Times(double firstEnd, double lastEnd) {}

    /** Runs them to their end. */
    Times run(String name) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(jobs);
        try {
            long begin = System.nanoTime();
            var running = new ArrayList<Future<Long>>();
            for (int job = 0; job < jobs; job++) {
                var jobName = new JobName(name + "-" + job);
                running.add(threads.submit((Callable<Long>) () -> {
                    run(jobName);
                    return System.nanoTime();
                }));
            }
            long first = Long.MAX_VALUE;
            long last = begin;
            for (var each : running) {
                long end = each.get();
                first = Math.min(first, end);
                last = Math.max(last, end);
            }
            return new Times((first - begin) / 1e9, (last - begin) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(JobName name) throws InterruptedException {
        var results = new Exact(name);
        master.job(name, TaskSettings.DEFAULT)
                .run(IntStream.range(0, tasks).mapToObj(task -> payload(name, task)), results);
        if (results.seen.cardinality() != tasks) {
            throw new IllegalStateException(
                    "job " + name + " has " + results.seen.cardinality() + " results for " + tasks + " tasks");
        }
    }

    private String payload(JobName name, long task) {
        return millis + " " + name + " " + task;
    }

    private final class Exact implements ResultConsumer {

        private final JobName name;
        private final BitSet seen = new BitSet(tasks);

        Exact(JobName name) {
            this.name = name;
        }

        @Override
        public void accept(Result result) {
            int index = Math.toIntExact(result.index());
            if (seen.get(index) || !result.text().equals(payload(name, index))) {
                throw new IllegalStateException("job " + name + " got " + result + " as result " + index
                        + (seen.get(index) ? ", which it had already" : ""));
            }
            seen.set(index);
        }
    }
}
