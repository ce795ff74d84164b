package dev.taskmaster.chaos;

import static dev.taskmaster.chaos.Kills.Kind.BROKER_KILLED;
import static dev.taskmaster.chaos.Kills.Kind.MASTER_AND_BROKER_KILLED;
import static dev.taskmaster.chaos.Kills.Kind.MASTER_KILLED;
import static dev.taskmaster.chaos.Kills.Kind.WORKER_FROZEN;
import static dev.taskmaster.chaos.Kills.Kind.WORKER_KILLED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs while it kills workers, masters and brokers with -9 and freezes workers past their time to live, all at
 * random moments, until enough was killed; then compares every output with the truth.
 *
 * @param tasks in each job
 * @param kills at least, of all kinds together
 * @param seed of all its choices
 * @param keepsOrder whether outputs must be byte for byte those of undisturbed runs
 */
record Chaos(long tasks, int kills, long seed, boolean keepsOrder) {

    /** A job that takes so long hangs. */
    private static final long MOST_NANOS_A_JOB = TimeUnit.MINUTES.toNanos(10);

    /**
     * What came of it.
     *
     * @param jobs that were run
     * @param kills by kind
     * @param verdict over all outputs
     * @param handlerRuns of all tasks of all jobs
     */
    record Outcome(int jobs, Kills kills, Verdict verdict, long handlerRuns) {}

    Outcome run(Path directory) throws IOException, InterruptedException {
        var random = new Random(seed);
        var counted = new Kills();
        var verdict = new Verdict(0, 0, 0, false);
        int jobs = 0;
        try (var lab = new ChaosLab(directory)) {
            var input = lab.input(tasks);
            var truth = ChaosLab.truth(tasks);
            while (counted.total() < kills) {
                jobs++;
                var output = lab.file("output-" + jobs + ".txt");
                boolean apart = jobs % 2 == 0;
                var broker = apart ? lab.broker() : null;
                var master = apart
                        ? lab.masterAlone("job-" + jobs, input, output, keepsOrder)
                        : lab.masterWithBroker("job-" + jobs, input, output, keepsOrder);
                // Half in each way, so that both are tried; a job that ends early leaves the rest to the next ones.
                int enough = Math.min(kills, counted.total() + (kills + 1) / 2);
                new Round(lab, random, counted, enough, broker, master).run();
                verdict = verdict.plus(Verdict.of(output, truth, keepsOrder));
                if (broker != null) {
                    broker.end();
                }
            }
            return new Outcome(jobs, counted, verdict, lab.handlerRuns());
        }
    }

    /** One job among blows. */
    private record Round(
            ChaosLab lab,
            Random random,
            Kills counted,
            int enough,
            @Nullable Supervised broker,
            Supervised master) {

        void run() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + MOST_NANOS_A_JOB;
            long nextBlow = later(3_000, 2_000);
            var thaws = new ArrayList<Thaw>();
            while (!keepRunning()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the job hangs: see the logs in " + lab.file("."));
                }
                thaw(thaws);
                if (counted.total() < enough && System.nanoTime() > nextBlow) {
                    nextBlow = blow(thaws);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            for (var thaw : thaws) {
                thaw.worker().thaw();
            }
        }

        private boolean keepRunning() throws IOException {
            for (var worker : lab.workers()) {
                worker.keepRunning();
            }
            if (broker != null) {
                broker.keepRunning();
                if (!Files.exists(lab.file("data/credentials/master.properties"))) {
                    return false;
                }
            }
            return master.keepRunning();
        }

        /** Strikes once and tells when the next blow is due: what was struck gets time to come up again. */
        private long blow(List<Thaw> thaws) throws IOException, InterruptedException {
            int die = random.nextInt(10);
            if (die < 3) {
                return killWorker();
            }
            if (die < 6) {
                return freezeWorker(thaws);
            }
            if (die < 8 || broker == null) {
                return strike(master, broker == null ? MASTER_AND_BROKER_KILLED : MASTER_KILLED);
            }
            return strike(broker, BROKER_KILLED);
        }

        private long killWorker() throws IOException, InterruptedException {
            var worker = lab.workers().get(random.nextInt(lab.workers().size()));
            if (worker.isAlive() && !worker.isFrozen()) {
                worker.kill();
                counted.count(WORKER_KILLED);
            }
            return later(300, 700);
        }

        private long freezeWorker(List<Thaw> thaws) throws IOException, InterruptedException {
            var worker = lab.workers().get(random.nextInt(lab.workers().size()));
            if (worker.isAlive() && !worker.isFrozen()) {
                worker.freeze();
                thaws.add(new Thaw(worker, later((int) ChaosLab.TTL_MILLIS + 2_000, 1_000)));
                counted.count(WORKER_FROZEN);
            }
            return later(300, 700);
        }

        private long strike(Supervised process, Kills.Kind kind) throws IOException, InterruptedException {
            if (process.isAlive()) {
                process.kill();
                counted.count(kind);
            }
            return later(1_500, 3_000);
        }

        private static void thaw(List<Thaw> thaws) throws IOException, InterruptedException {
            for (var thaw : List.copyOf(thaws)) {
                if (System.nanoTime() > thaw.when()) {
                    thaw.worker().thaw();
                    thaws.remove(thaw);
                }
            }
        }

        private long later(int leastMillis, int spreadMillis) {
            return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(leastMillis + random.nextInt(spreadMillis));
        }
    }

    private record Thaw(Supervised worker, long when) {}
}
