package dev.taskmaster.master.web;

import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.task.JobName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Of all jobs that a broker remembers, those that have series of their own: the unfinished ones, and finished ones while
 * there is room, those first that have changed last. A job that finishes between two looks is there after it, so that its
 * last numbers are seen. For one thread at a time.
 */
final class RecentJobs {

    /** The most at once: some thousand lines for a scrape, where a broker remembers any number of finished jobs. */
    static final int MOST = 100;

    /** What each looked like when it was last seen to change, the latest change last. */
    private final Map<JobName, JobState> seen = new LinkedHashMap<>();

    /** The jobs of this look that count, in the order of their names. */
    List<JobState> of(List<JobState> all) {
        seen.keySet().retainAll(all.stream().map(JobState::job).collect(Collectors.toSet()));
        for (var job : all) {
            if (!job.equals(seen.get(job.job()))) {
                seen.remove(job.job());
                seen.put(job.job(), job);
            }
        }
        var finished = seen.values().stream().filter(RecentJobs::isFinished).toList();
        var unfinished = seen.values().stream().filter(job -> !isFinished(job)).toList();
        var chosen = new ArrayList<>(latest(unfinished, MOST));
        chosen.addAll(latest(finished, MOST - chosen.size()));
        chosen.sort(Comparator.comparing(job -> job.job().text()));
        return chosen;
    }

    private static List<JobState> latest(List<JobState> jobs, int most) {
        return jobs.subList(Math.max(0, jobs.size() - most), jobs.size());
    }

    private static boolean isFinished(JobState job) {
        return job.phase() == JobState.Phase.FINISHED;
    }
}
