package dev.taskmaster.master.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.NoResultInTimeException;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.sink.ResultSink;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.master.submit.Submission;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import dev.taskmaster.task.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CollectorTest {

    private static final JobPlan PLAN = new JobPlan(new JobName("j"), QueueName.DEFAULT, 2, null, 4);

    private final Inbox inbox = new Inbox();
    private final Sink sink = new Sink();
    private Instant now = Instant.EPOCH;
    private int slots = 1;

    @Test
    void every_task_ends_in_one_result_and_the_last_checkpoint_says_finished() throws InterruptedException {
        inbox.comes(reply(0, 1, ok("a"), ok("b")), reply(2, 1, ok("c")));
        var tally = collect(3);
        assertThat(tally).isEqualTo(new Tally(3, 0, 0, 0));
        assertThat(sink.texts()).containsExactly("0 a", "1 b", "2 c");
        assertThat(inbox.last().finished()).isTrue();
        assertThat(inbox.last().collected()).isEqualTo("0-2");
    }

    @Test
    void a_second_answer_is_dropped_by_its_index() throws InterruptedException {
        inbox.comes(reply(0, 1, ok("a"), ok("b")), reply(1, 1, ok("B")), reply(0, 1, ok("A"), ok("B"), ok("c")));
        collect(3);
        assertThat(sink.texts()).containsExactly("0 a", "1 b", "2 c");
    }

    @Test
    void a_result_that_was_never_asked_for_is_set_aside() throws InterruptedException {
        inbox.comes(reply(7, 1, ok("x")), reply(0, 1, ok("a")));
        collect(1);
        assertThat(sink.texts()).containsExactly("0 a");
        assertThat(inbox.setAside).containsExactly("it answers tasks 7 to 7, which were not all sent");
    }

    @Test
    void a_result_that_is_partly_for_tasks_never_sent_counts_for_none() throws InterruptedException {
        inbox.comes(reply(0, 1, ok("x"), ok("y")), reply(0, 1, ok("a")));
        collect(1);
        assertThat(sink.texts()).containsExactly("0 a");
        assertThat(inbox.setAside).hasSize(1);
    }

    @Test
    void a_result_of_another_job_is_set_aside() throws InterruptedException {
        inbox.comes(new Reply(new JobName("other"), 0, List.of(ok("x")), 1, "w", 10), reply(0, 1, ok("a")));
        collect(1);
        assertThat(sink.texts()).containsExactly("0 a");
        assertThat(inbox.setAside).containsExactly("it is one of job other");
    }

    @Test
    void what_is_no_result_is_set_aside_and_committed_without_waiting_for_one() {
        inbox.arrivals.add(new Arrival.Stray("no JSON"));
        inbox.whenEmpty = () -> now = now.plusSeconds(1);
        assertThatExceptionOfType(NoResultInTimeException.class).isThrownBy(() -> collect(1));
        assertThat(inbox.setAside).containsExactly("no JSON");
        assertThat(inbox.checkpoints).hasSize(1);
    }

    @Test
    void strays_without_end_do_not_put_off_the_end_of_the_waiting() {
        inbox.whenReceiving = () -> {
            now = now.plusSeconds(1);
            inbox.arrivals.add(new Arrival.Stray("no JSON"));
        };
        assertThatExceptionOfType(NoResultInTimeException.class).isThrownBy(() -> collect(1));
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(12));
    }

    @Test
    void the_output_is_safe_before_its_results_are_acknowledged() throws InterruptedException {
        inbox.comes(reply(0, 1, ok("a")));
        inbox.beforeCommit = () -> assertThat(sink.flushed).isEqualTo(1);
        collect(1);
        assertThat(sink.committed).isEqualTo(1);
    }

    @Test
    void an_empty_job_is_finished_at_once() throws InterruptedException {
        assertThat(collect(0)).isEqualTo(Tally.NONE);
        assertThat(inbox.last().finished()).isTrue();
    }

    @Test
    void it_goes_on_where_the_checkpoint_stands() throws InterruptedException {
        var start = new CollectCheckpoint(
                PLAN.job(), "0-1,5", new Tally(2, 1, 0, 0), new OutputMark("out", "text", 10, 3, 0), false);
        sink.before = 3;
        inbox.comes(reply(0, 1, ok("again")), reply(2, 1, ok("c"), ok("d"), ok("e")));
        assertThat(collect(6, start)).isEqualTo(new Tally(5, 1, 0, 0));
        assertThat(sink.texts()).containsExactly("2 c", "3 d", "4 e");
    }

    @Nested
    class WhenATaskFails {

        @Test
        void it_is_sent_again_alone_later_each_time() throws InterruptedException {
            inbox.comes(
                    reply(0, 1, ok("a"), failed(Reason.ERROR, "p1"), ok("c")),
                    reply(1, 2, failed(Reason.TIMEOUT, "p1")),
                    reply(1, 3, ok("b")));
            assertThat(collect(3)).isEqualTo(new Tally(3, 0, 0, 0));
            assertThat(inbox.sentAgain)
                    .extracting(
                            sent -> sent.chunk().first(), sent -> sent.chunk().attempt())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, 2), org.assertj.core.groups.Tuple.tuple(1L, 3));
            assertThat(inbox.sentAgain).allSatisfy(sent -> {
                assertThat(sent.chunk().payloads()).containsExactly("p1");
                assertThat(sent.delay()).isPositive();
            });
        }

        @Test
        void the_last_failure_goes_to_the_output_and_to_the_dead_letters() throws InterruptedException {
            inbox.comes(reply(0, 3, failed(Reason.TIMEOUT, "p")));
            assertThat(collect(1)).isEqualTo(new Tally(0, 0, 1, 0));
            assertThat(inbox.deadLetters).extracting(Result::index).containsExactly(0L);
            assertThat(sink.results).extracting(Result::attempts).containsExactly(3);
        }

        @Test
        void a_task_that_kills_its_workers_is_not_sent_again() throws InterruptedException {
            inbox.comes(reply(0, 1, failed(Reason.CRASH, "p")));
            assertThat(collect(1)).isEqualTo(new Tally(0, 0, 0, 1));
            assertThat(inbox.sentAgain).isEmpty();
        }

        @Test
        void a_task_that_a_worker_died_with_is_sent_again_alone_and_later_with_its_deaths()
                throws InterruptedException {
            inbox.comes(reply(0, 1, new Outcome.Again("p", 2), ok("b")), reply(0, 1, ok("a")));
            collect(2);
            assertThat(inbox.sentAgain).singleElement().satisfies(sent -> {
                assertThat(sent.chunk().payloads()).containsExactly("p");
                assertThat(sent.chunk().attempt()).isEqualTo(1);
                assertThat(sent.chunk().crashes()).isEqualTo(2);
                assertThat(sent.delay()).isPositive();
            });
        }

        @Test
        void a_task_that_was_not_run_is_sent_again_at_once_and_costs_no_attempt() throws InterruptedException {
            inbox.comes(reply(0, 1, new Outcome.Again("p"), ok("b")), reply(0, 1, ok("a")));
            collect(2);
            assertThat(inbox.sentAgain).singleElement().satisfies(sent -> {
                assertThat(sent.chunk().attempt()).isEqualTo(1);
                assertThat(sent.delay()).isZero();
            });
        }
    }

    @Nested
    class WhenNothingComes {

        @Test
        void it_ends_after_the_time_given_and_says_what_waits() {
            slots = 0;
            inbox.whenEmpty = () -> now = now.plusSeconds(1);
            assertThatExceptionOfType(NoResultInTimeException.class)
                    .isThrownBy(() -> collect(5))
                    .withMessage(
                            "no result for 12s: 5 tasks of job j are waiting in queue tasks and no worker is connected");
            assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(12));
        }

        @Test
        void a_result_begins_the_time_anew() {
            inbox.comes(reply(0, 1, ok("a")));
            var first = new boolean[] {true};
            inbox.whenEmpty = () -> {
                now = now.plusSeconds(11);
                if (first[0]) {
                    first[0] = false;
                    inbox.comes(reply(1, 1, ok("b")));
                }
            };
            assertThatExceptionOfType(NoResultInTimeException.class).isThrownBy(() -> collect(5));
            assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(33));
        }
    }

    private Tally collect(long tasks) throws InterruptedException {
        return collect(tasks, CollectCheckpoint.start(PLAN.job(), "out"));
    }

    private Tally collect(long tasks, CollectCheckpoint start) throws InterruptedException {
        var submission = new Submission() {
            @Override
            public long submitted() {
                return tasks;
            }

            @Override
            public boolean complete() {
                return true;
            }

            @Override
            public void check() {}
        };
        var watch = new Watch(PLAN, Duration.ofSeconds(12), "worker", () -> false, () -> now, () -> slots, found -> {});
        return new Collector(
                        PLAN,
                        start,
                        inbox,
                        sink,
                        submission,
                        Pace.of(0, false),
                        new Random(1),
                        watch,
                        new CollectListener() {})
                .run();
    }

    private static Reply reply(long first, int attempt, Outcome... outcomes) {
        return new Reply(PLAN.job(), first, Arrays.asList(outcomes), attempt, "w", 10);
    }

    private static Outcome ok(String text) {
        return new Outcome.Ok(text);
    }

    private static Outcome failed(Reason reason, String payload) {
        return new Outcome.Failed(reason, "why", payload);
    }

    private record Sent(Chunk chunk, Duration delay) {}

    private static final class Inbox implements ResultInbox {

        private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
        private final List<String> setAside = new ArrayList<>();
        private final List<Sent> sentAgain = new ArrayList<>();
        private final List<Result> deadLetters = new ArrayList<>();
        private final List<CollectCheckpoint> checkpoints = new ArrayList<>();
        private Runnable beforeCommit = () -> {};
        private Runnable whenEmpty = () -> {};
        private Runnable whenReceiving = () -> {};

        void comes(Reply... more) {
            Arrays.stream(more).map(Arrival.Answer::new).forEach(arrivals::add);
        }

        CollectCheckpoint last() {
            return checkpoints.get(checkpoints.size() - 1);
        }

        @Override
        public @Nullable Arrival receive(Duration wait) {
            whenReceiving.run();
            var arrival = arrivals.poll();
            if (arrival == null && !wait.isZero()) {
                whenEmpty.run();
            }
            return arrival;
        }

        @Override
        public void setAside(String why) {
            setAside.add(why);
        }

        @Override
        public void sendAgain(Chunk chunk, Duration delay) {
            sentAgain.add(new Sent(chunk, delay));
        }

        @Override
        public void deadLetter(Result failed) {
            deadLetters.add(failed);
        }

        @Override
        public void commit(CollectCheckpoint checkpoint) {
            beforeCommit.run();
            checkpoints.add(checkpoint);
        }

        @Override
        public void close() {}
    }

    private static final class Sink implements ResultSink {

        private final List<Result> results = new ArrayList<>();
        private int before;
        private int flushed;
        private int committed;

        List<String> texts() {
            return results.stream()
                    .map(result -> result.index() + " " + ((Outcome.Ok) result.outcome()).text())
                    .toList();
        }

        @Override
        public void write(Result result) {
            results.add(result);
        }

        @Override
        public OutputMark flush() {
            flushed = results.size();
            return new OutputMark("out", "text", 0, before + results.size(), 0);
        }

        @Override
        public void committed() {
            committed = flushed;
        }

        @Override
        public void close() {}
    }
}
