package dev.taskmaster.master.web;

import dev.taskmaster.command.Version;
import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.metrics.Series;
import dev.taskmaster.task.Reason;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Taskmaster's own series: what has passed the broker, and what it holds at the moment of a scrape. Names of queues are
 * addresses, as in Artemis' series beside these. Safe for use by many threads.
 */
final class TaskSeries implements MultiCollector {

    private static final String QUEUE = "queue";

    /** Not {@code job}, which is what Prometheus calls the group of targets that a series comes from. */
    private static final String JOB = "job_name";

    private static final String REASON = "reason";

    private final TaskCounts counts;
    private final BoundedLook look;
    private final RecentJobs recent = new RecentJobs();

    TaskSeries(TaskCounts counts, BoundedLook look) {
        this.counts = counts;
        this.look = look;
    }

    @Override
    public synchronized MetricSnapshots collect() {
        var series = new Series().process();
        passed(series);
        var overview = look.now();
        series.gauge(
                "taskmaster_broker_answers",
                "Whether the broker told what it holds; if it did not, the series of that are missing.",
                overview.isPresent() ? 1 : 0);
        overview.ifPresent(found -> held(series, found));
        return series.all();
    }

    private void passed(Series series) {
        var queues = new TreeMap<>(counts.queues());
        series.info("taskmaster_build", "The version of this master.", "version", Version.text())
                .counter(
                        "taskmaster_tasks_submitted",
                        "Tasks of jobs sent for the first time.",
                        taker -> queues.forEach((queue, of) -> taker.take(of.submitted(), QUEUE, queue)))
                .counter(
                        "taskmaster_tasks_retried",
                        "Tasks sent again because an attempt had failed.",
                        taker -> queues.forEach((queue, of) -> taker.take(of.retried(), QUEUE, queue)))
                .counter("taskmaster_results", "Answers of workers to tasks of jobs; again: not run.", taker -> {
                    taker.take(counts.ok(), "outcome", "ok");
                    taker.take(counts.failed(), "outcome", "failed");
                    taker.take(counts.again(), "outcome", "again");
                })
                .counter("taskmaster_tasks_failed", "Tasks that failed for the last time.", taker -> {
                    for (var reason : Reason.values()) {
                        taker.take(counts.failedForGoodBy(reason), REASON, reason.word());
                    }
                })
                .histogram("taskmaster_chunk_tasks", "Tasks in a message to workers.", counts.chunks())
                .histogram(
                        "taskmaster_handler_seconds",
                        "Time in the handler; of tasks answered together each counts with their mean.",
                        counts.handler());
    }

    private void held(Series series, Overview overview) {
        var jobs = overview.jobs().jobs();
        var workers = overview.workers().workers();
        series.gauge("taskmaster_jobs", "Jobs that the broker knows, by state.", taker -> {
                    for (var phase : JobState.Phase.values()) {
                        taker.take(
                                jobs.stream()
                                        .filter(job -> job.phase() == phase)
                                        .count(),
                                "state",
                                phase.word());
                    }
                })
                .gauge(
                        "taskmaster_workers",
                        "Connected workers, and other programs that take tasks.",
                        taker -> byQueue(workers, false).forEach((queue, sum) -> taker.take(sum, QUEUE, queue)))
                .gauge(
                        "taskmaster_slots",
                        "Tasks that the connected workers can run at once.",
                        taker -> byQueue(workers, true).forEach((queue, sum) -> taker.take(sum, QUEUE, queue)));
        ofJobs(series, recent.of(jobs));
    }

    private static Map<String, Integer> byQueue(List<WorkerState> workers, boolean slots) {
        var sums = new TreeMap<String, Integer>();
        for (var worker : workers) {
            sums.merge(worker.queue(), slots ? worker.room() : 1, Integer::sum);
        }
        return sums;
    }

    private static void ofJobs(Series series, List<JobState> jobs) {
        series.counter(
                        "taskmaster_job_tasks_submitted",
                        "Tasks of the job in its queue so far.",
                        taker -> jobs.forEach(job ->
                                taker.take(job.submitted(), JOB, job.job().text())))
                .counter(
                        "taskmaster_job_tasks_collected",
                        "Tasks of the job that ended, failed ones too.",
                        taker -> jobs.forEach(job ->
                                taker.take(job.tally().ended(), JOB, job.job().text())))
                .counter(
                        "taskmaster_job_tasks_failed",
                        "Tasks of the job that failed for the last time.",
                        taker -> jobs.forEach(job -> failed(taker, job)))
                .gauge(
                        "taskmaster_job_tasks_out",
                        "Tasks of the job without a collected result: its window.",
                        taker -> jobs.forEach(
                                job -> taker.take(job.out(), JOB, job.job().text())));
    }

    private static void failed(Series.Taker taker, JobState job) {
        var name = job.job().text();
        taker.take(job.tally().error(), JOB, name, REASON, Reason.ERROR.word());
        taker.take(job.tally().timeout(), JOB, name, REASON, Reason.TIMEOUT.word());
        taker.take(job.tally().crash(), JOB, name, REASON, Reason.CRASH.word());
    }
}
