package dev.taskmaster.master.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.master.admin.JobList;
import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.QueueList;
import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.master.admin.WorkerList;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.message.WorkerReport;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobPageTest {

    private static final Instant START = Instant.parse("2026-11-24T08:30:00Z");

    private final List<JobState> jobs = new ArrayList<>();
    private final List<WorkerState> workers = new ArrayList<>();
    private Instant now = START;
    private boolean reachable = true;
    private final JobPage page = new JobPage(
            this::overview,
            () -> TimeUnit.MILLISECONDS.toNanos(Duration.between(START, now).toMillis()),
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    private Overview overview() {
        if (!reachable) {
            throw new BrokerUnreachableException("no broker answers at <tcp>");
        }
        var queues = new QueueList(List.of(
                new QueueState("tasks", 7, 0, 2, 1, 9, 0, false), new QueueState("DLQ", 1, 0, 0, 0, 1, 0, false)));
        return new Overview(
                "tcp://127.0.0.1:61616",
                "2.57.0",
                Duration.between(START, now).plusSeconds(90),
                queues,
                new JobList(jobs),
                new WorkerList(workers));
    }

    private void job(String name, JobState.Phase phase, long submitted, Tally tally) {
        jobs.removeIf(job -> job.job().text().equals(name));
        jobs.add(new JobState(new JobName(name), new QueueName("tasks"), phase, submitted, tally));
    }

    private void worker(String name, Instant since) {
        workers.add(new WorkerState(
                name,
                "127.0.0.1:5",
                "worker",
                "tasks",
                2,
                4,
                1,
                since,
                new WorkerReport(
                        1_234,
                        56,
                        2,
                        now.minusSeconds(3),
                        new WorkerReport.Longest("monday:17", Duration.ofSeconds(75)))));
    }

    private String html() {
        return page.now().html();
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Nested
    class AJob {

        @Test
        void is_shown_with_its_counts_and_why_tasks_failed() {
            job("monday", JobState.Phase.RUNNING, 1_000, new Tally(400, 12, 5, 3));
            assertThat(html())
                    .contains("<h2>monday</h2>", "queue tasks", ">42.0\u00a0%<", "420 of 1,000 tasks<")
                    .contains("<progress max=\"1000\" value=\"420\" aria-label=\"job monday: 420 of 1,000 tasks\">")
                    .contains("<dd>400</dd>", "<dd>20: 12 error, 5 timeout, 3 crash</dd>", "<dd>580</dd>");
        }

        @Test
        void has_a_rate_and_an_end_once_it_was_seen_twice() {
            job("monday", JobState.Phase.RUNNING, 1_000, new Tally(100, 0, 0, 0));
            assertThat(html()).contains("<dt>rate</dt><dd>\u2013</dd>", "<dt>end</dt><dd>\u2013</dd>");
            pass(4);
            job("monday", JobState.Phase.RUNNING, 1_000, new Tally(200, 0, 0, 0));
            assertThat(html()).contains("<dd>25.0/s</dd>", "<dd>in 32\u00a0s, 08:30:36</dd>");
        }

        @Test
        void whose_input_goes_on_has_no_end() {
            job("monday", JobState.Phase.SUBMITTING, 1_000, new Tally(100, 0, 0, 0));
            html();
            pass(4);
            job("monday", JobState.Phase.SUBMITTING, 1_100, new Tally(200, 0, 0, 0));
            assertThat(html())
                    .contains("200 of 1,100 tasks submitted so far: the end of the input is not read yet")
                    .contains("<dd>25.0/s</dd>", "<dt>end</dt><dd>\u2013</dd>");
        }

        @Test
        void that_is_finished_stands_below() {
            job("sunday", JobState.Phase.FINISHED, 10, new Tally(8, 0, 2, 0));
            assertThat(html())
                    .contains("No job is running", "Finished jobs")
                    .contains("<tr id=\"finished-sunday\" class=\"\">", ">100\u00a0%<", ">2 timeout</td>")
                    .doesNotContain("<h2>sunday</h2>");
        }

        @Test
        void is_whole_at_its_end_alone() {
            job("monday", JobState.Phase.RUNNING, 1_000_000, new Tally(999_999, 0, 0, 0));
            assertThat(html()).contains(">99.9\u00a0%<").doesNotContain("100\u00a0%");
        }

        @Test
        void too_many_are_cut_with_a_word() {
            IntStream.range(0, JobSection.MOST + 3).forEach(i -> job("job" + i, JobState.Phase.RUNNING, 1, Tally.NONE));
            assertThat(html()).contains("and 3 more: <code>master jobs</code>");
        }
    }

    @Nested
    class AWorker {

        @Test
        void is_shown_with_what_it_says_of_itself() {
            worker("north", START.minus(Duration.ofMinutes(12)));
            assertThat(html())
                    .contains("<small>1 with 2 slots</small>", ">north</th>", ">127.0.0.1:5</td>", ">1,234</td>")
                    .contains(">56</td>", ">2<small>monday:17 for 1\u00a0min 15\u00a0s</small></td>")
                    .contains(">3\u00a0s ago</time>", ">12\u00a0min 0\u00a0s ago</time>");
        }

        @Test
        void that_went_is_listed_for_a_while_and_not_when_it_is_back() {
            worker("north", START);
            worker("south", START);
            html();
            workers.clear();
            pass(60);
            assertThat(html()).contains("class=\"gone\"").contains(">north</th>", ">south</th>");
            worker("north", now);
            pass(60);
            assertThat(html()).containsOnlyOnce("class=\"gone\"").containsOnlyOnce(">north</th>");
            pass((int) Memory.KEPT.toSeconds());
            assertThat(html()).doesNotContain("class=\"gone\"").doesNotContain("south");
        }

        @Test
        void with_a_hostile_name_is_a_text_and_no_markup() {
            worker("<script>alert(1)</script>", START);
            worker("\"><img src=x onerror='alert(2)'>&amp;", START);
            worker("\u202eabc\u0007", START);
            assertThat(html())
                    .contains(">&lt;script&gt;alert(1)&lt;/script&gt;</th>")
                    .contains(">&quot;&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;</th>")
                    .contains(">\uFFFDabc\uFFFD</th>")
                    .doesNotContain("<script>alert", "<img");
            workers.clear();
            assertThat(html()).doesNotContain("<script>alert", "<img").contains("class=\"gone\"");
        }
    }

    @Test
    void a_broker_that_does_not_answer_is_told_of() {
        reachable = false;
        assertThat(page.now().answered()).isFalse();
        assertThat(html()).contains("The broker does not answer: no broker answers at &lt;tcp&gt;");
        reachable = true;
        assertThat(page.now().answered()).isTrue();
    }

    @Test
    void it_needs_nothing_from_elsewhere_and_no_script() {
        assertThat(html())
                .contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>")
                .contains("href=\"/pages.css\"", "src=\"/jobs.js\"", "1 dead letter</p>")
                .doesNotContain("http://", "https://", " style=", "onclick");
    }
}
