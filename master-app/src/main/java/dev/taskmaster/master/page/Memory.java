package dev.taskmaster.master.page;

import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.master.progress.Rate;
import dev.taskmaster.task.JobName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one look does not tell: the rates of jobs, and who was there before. Safe for use by many threads. */
final class Memory {

    /** Long enough to find the one that fell out, short enough for a list of those that matter. */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** So that workers which come and go by the thousand do not fill the memory. */
    static final int MOST_GONE = 200;

    private Map<JobName, Rate> rates = Map.of();
    private Map<Connection, WorkerState> present = Map.of();
    private List<Moment.Gone> gone = new ArrayList<>();
    private @Nullable Overview last;

    /** A worker makes a new connection when it has lost one. */
    private record Connection(String name, String address, Instant since) {
        static Connection of(WorkerState worker) {
            return new Connection(worker.name(), worker.address(), worker.since());
        }
    }

    /**
     * Takes a look in.
     *
     * @param elapsed since some beginning
     * @param now time of day
     */
    synchronized Moment see(Overview overview, Duration elapsed, Instant now) {
        // Several who look at once are given the same answer, which counts once.
        if (!overview.equals(last)) {
            last = overview;
            rates = overview.jobs().jobs().stream()
                    .collect(Collectors.toMap(
                            JobState::job,
                            job -> rates.getOrDefault(job.job(), Rate.UNKNOWN)
                                    .and(elapsed, job.tally().ended())));
            compare(overview.workers().workers(), now);
        }
        gone.removeIf(worker -> worker.since().isBefore(now.minus(KEPT)));
        var jobs = overview.jobs().jobs().stream()
                .map(job -> new Moment.Job(job, rates.getOrDefault(job.job(), Rate.UNKNOWN)))
                .toList();
        return new Moment(now, overview, jobs, gone);
    }

    private void compare(List<WorkerState> workers, Instant now) {
        var here = new HashMap<Connection, WorkerState>();
        workers.forEach(worker -> here.put(Connection.of(worker), worker));
        Set<String> names = new HashSet<>();
        workers.forEach(worker -> names.add(worker.name()));
        var missing = new ArrayList<>(gone);
        present.forEach((connection, worker) -> {
            if (!here.containsKey(connection)) {
                missing.add(new Moment.Gone(worker, now));
            }
        });
        gone = missing.stream()
                .filter(worker -> !names.contains(worker.last().name()))
                .sorted(Comparator.comparing(Moment.Gone::since).reversed())
                .limit(MOST_GONE)
                .collect(Collectors.toCollection(ArrayList::new));
        present = here;
    }
}
