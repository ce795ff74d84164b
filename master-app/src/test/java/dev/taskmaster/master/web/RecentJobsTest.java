package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.JobState.Phase;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.task.JobName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentJobsTest {

    private final RecentJobs recent = new RecentJobs();

    private static JobState job(String name, Phase phase) {
        return new JobState(new JobName(name), null, phase, 1, Tally.NONE);
    }

    private static List<JobState> finished(int from, int count) {
        var jobs = new ArrayList<JobState>();
        for (int i = from; i < from + count; i++) {
            jobs.add(job(String.format("j%04d", i), Phase.FINISHED));
        }
        return jobs;
    }

    @Test
    void few_jobs_are_all_there_in_the_order_of_their_names() {
        var all = List.of(job("b", Phase.FINISHED), job("a", Phase.RUNNING));
        assertThat(recent.of(all)).extracting(job -> job.job().text()).containsExactly("a", "b");
    }

    @Test
    void however_many_there_are_their_number_is_bounded() {
        var all = new ArrayList<JobState>();
        for (int i = 0; i < 2 * RecentJobs.MOST; i++) {
            all.add(job("j" + i, Phase.SUBMITTING));
        }
        assertThat(recent.of(all)).hasSize(RecentJobs.MOST);
    }

    @Test
    void an_unfinished_job_is_there_before_all_finished_ones() {
        var all = new ArrayList<JobState>();
        all.add(job("a", Phase.RUNNING));
        all.addAll(finished(0, 2 * RecentJobs.MOST));
        assertThat(recent.of(all)).hasSize(RecentJobs.MOST).contains(all.get(0));
    }

    @Test
    void a_job_that_has_just_finished_is_there_before_those_that_did_so_earlier() {
        var all = new ArrayList<JobState>();
        all.add(job("a", Phase.RUNNING));
        all.addAll(finished(0, 2 * RecentJobs.MOST));
        recent.of(all);
        all.set(0, job("a", Phase.FINISHED));
        assertThat(recent.of(all)).hasSize(RecentJobs.MOST).contains(all.get(0));
        assertThat(recent.of(all)).contains(all.get(0));
    }

    @Test
    void a_job_that_is_gone_is_forgotten() {
        recent.of(List.of(job("a", Phase.RUNNING)));
        assertThat(recent.of(List.of())).isEmpty();
    }
}
