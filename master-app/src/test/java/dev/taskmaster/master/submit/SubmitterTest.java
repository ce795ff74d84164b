package dev.taskmaster.master.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.master.source.TaskSource;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SubmitterTest {

    private static final JobPlan PLAN = new JobPlan(new JobName("j"), QueueName.DEFAULT, 2, null, 4);

    private final Outbox outbox = new Outbox();

    @Test
    void every_task_is_sent_once_in_order_and_the_last_commit_says_complete() throws InterruptedException {
        var payloads = numbers(250);
        submit(payloads, SubmitCheckpoint.start(PLAN), 100);
        assertThat(outbox.committedPayloads()).isEqualTo(payloads);
        assertThat(outbox.committed).extracting(Chunk::first).containsExactly(0L, 100L, 200L);
        assertThat(outbox.checkpoint().complete()).isTrue();
        assertThat(outbox.checkpoint().submitted()).isEqualTo(250);
    }

    @Test
    void an_empty_input_is_complete_at_once() throws InterruptedException {
        submit(List.of(), SubmitCheckpoint.start(PLAN), 100);
        assertThat(outbox.committed).isEmpty();
        assertThat(outbox.checkpoint().complete()).isTrue();
    }

    @Test
    void long_payloads_make_small_chunks() throws InterruptedException {
        submit(List.of("x".repeat(240_000), "y".repeat(240_000), "z"), SubmitCheckpoint.start(PLAN), 100);
        assertThat(outbox.committed).extracting(Chunk::count).containsExactly(1, 1, 1);
    }

    @Test
    void a_payload_that_is_too_long_is_refused_before_it_is_sent() {
        var tooLong = "x".repeat(Task.LONGEST_TEXT + 1);
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> submit(List.of("a", tooLong), SubmitCheckpoint.start(PLAN), 1))
                .withMessageStartingWith("task 1 of job j has 33554433 characters")
                .withMessageContaining("into files");
        assertThat(outbox.committedPayloads()).doesNotContain(tooLong);
    }

    @Test
    void what_was_read_is_committed_before_a_wait_for_more_input() throws InterruptedException {
        var source = new TaskSource() {
            private int given;

            @Override
            public boolean ready() {
                return given != 2;
            }

            @Override
            public @Nullable String next() {
                if (given == 2) {
                    assertThat(outbox.committedPayloads()).containsExactly("0", "1");
                }
                return given == 4 ? null : Integer.toString(given++);
            }
        };
        new Submitter(source, SubmitCheckpoint.start(PLAN), outbox, Pace.of(100, false), silent()).run();
        assertThat(outbox.committedPayloads()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void what_is_there_is_shared_among_the_slots_when_more_is_still_to_come() throws InterruptedException {
        var source = new TaskSource() {
            private int given;

            @Override
            public boolean ready() {
                return given != 16;
            }

            @Override
            public @Nullable String next() {
                return given == 16 ? null : Integer.toString(given++);
            }
        };
        var pace = Pace.of(0, false);
        pace.slots(4, 1);
        pace.ran(100, 100_000, 1_000);
        new Submitter(source, SubmitCheckpoint.start(PLAN), outbox, pace, silent()).run();
        assertThat(outbox.committed).extracting(Chunk::count).hasSize(8).containsOnly(2);
    }

    @Nested
    class AfterACrash {

        @Test
        void it_goes_on_behind_what_was_submitted() throws InterruptedException {
            var payloads = numbers(10);
            submit(payloads.subList(0, 4), SubmitCheckpoint.start(PLAN), 2);
            var reached = outbox.checkpoint();
            var start = new SubmitCheckpoint(PLAN, reached.submitted(), reached.fingerprint(), false);
            outbox.committed.clear();
            submit(payloads, start, 3);
            assertThat(outbox.committed).extracting(Chunk::first).containsExactly(4L, 7L);
            assertThat(outbox.committedPayloads()).isEqualTo(payloads.subList(4, 10));
        }

        @Test
        void the_fingerprint_of_every_checkpoint_is_that_of_its_tasks() throws InterruptedException {
            var payloads = numbers(20);
            submit(payloads, SubmitCheckpoint.start(PLAN), 1);
            for (var checkpoint : List.copyOf(outbox.checkpoints)) {
                var start = new SubmitCheckpoint(PLAN, checkpoint.submitted(), checkpoint.fingerprint(), false);
                submit(payloads, start, 7);
            }
        }

        @Test
        void a_changed_input_is_refused() throws InterruptedException {
            submit(numbers(5), SubmitCheckpoint.start(PLAN), 5);
            var start = new SubmitCheckpoint(PLAN, 5, outbox.checkpoint().fingerprint(), false);
            assertConflict(List.of("0", "1", "2", "3", "5", "6"), start, "are not those that were submitted");
            assertConflict(List.of("0", "1"), start, "has only 2 tasks, but 5 were submitted");
            assertConflict(numbers(6), outbox.checkpoint(), "has more than the 5 tasks");
        }

        private void assertConflict(List<String> payloads, SubmitCheckpoint start, String words) {
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> submit(payloads, start, 10))
                    .withMessageContaining(words);
        }
    }

    @Nested
    class NearTheEnd {

        @Test
        void chunks_become_smaller_so_that_all_slots_get_some() throws InterruptedException {
            var pace = Pace.of(0, false);
            pace.slots(4, 1);
            pace.ran(100, 100_000, 1_000);
            submitted(numbers(300), pace);
            assertThat(outbox.committed)
                    .extracting(Chunk::count)
                    .startsWith(38, 33, 29)
                    .isSortedAccordingTo((a, b) -> b - a);
            assertThat(outbox.committedPayloads()).isEqualTo(numbers(300));
        }

        @Test
        void a_bad_line_is_told_when_its_turn_comes() {
            var source = new TaskSource() {
                private int given;

                @Override
                public @Nullable String next() {
                    if (given == 3) {
                        throw new InvalidUseException("line 4 is not text");
                    }
                    return Integer.toString(given++);
                }
            };
            var pace = Pace.of(1, false);
            assertThatExceptionOfType(InvalidUseException.class)
                    .isThrownBy(
                            () -> new Submitter(source, SubmitCheckpoint.start(PLAN), outbox, pace, silent()).run());
            assertThat(outbox.open).extracting(Chunk::first).containsExactly(0L, 1L, 2L);
        }

        private void submitted(List<String> payloads, Pace pace) throws InterruptedException {
            new Submitter(source(payloads), SubmitCheckpoint.start(PLAN), outbox, pace, silent()).run();
        }
    }

    @Nested
    class AShareOfTheSlots {

        private final Pace pace = Pace.of(0, false);

        @Test
        void is_wanted_at_the_start_and_as_long_as_tasks_are_sent() {
            assertThat(pace.wantsShare()).isTrue();
            assertThat(pace.take(1, 10)).isTrue();
            assertThat(pace.wantsShare()).isTrue();
        }

        @Test
        void is_left_to_others_by_a_job_that_waits_for_its_input_or_has_sent_all() {
            assertThat(pace.take(1, 10)).isTrue();
            assertThat(pace.wantsShare()).isTrue();
            assertThat(pace.wantsShare()).isFalse();
        }

        @Test
        void is_smaller_with_more_jobs_and_grows_when_they_are_gone() {
            pace.slots(10, 5);
            pace.ran(1, 1_000_000, 10);
            assertThat(taken()).isEqualTo(2 * 10 / 5);
            pace.slots(10, 1);
            assertThat(taken()).isEqualTo(2 * 10 - 2 * 10 / 5);
        }

        private int taken() {
            int taken = 0;
            while (pace.take(1, 10)) {
                taken++;
            }
            return taken;
        }
    }

    @Nested
    class BeforeTheFirstResult {

        private long now;

        @Test
        void a_few_tasks_are_out_and_a_moment_later_those_for_all_slots() {
            var pace = Pace.of(0, false, () -> now);
            pace.slots(1_000, 1);
            assertThat(taken(pace)).isEqualTo(Window.PROBES);
            now += Window.PROBING.toNanos();
            assertThat(taken(pace)).isEqualTo(2 * 1_000 - Window.PROBES);
        }

        @Test
        @Timeout(20)
        void who_waits_for_room_goes_on_after_that_moment_though_nothing_happens() throws InterruptedException {
            var pace = Pace.of(0, false);
            pace.slots(1_000, 1);
            taken(pace);
            pace.awaitRoom(1);
            assertThat(pace.take(1, 10)).isTrue();
        }

        private int taken(Pace pace) {
            int taken = 0;
            while (pace.take(1, 10)) {
                taken++;
            }
            return taken;
        }
    }

    @Nested
    class WhileTheWindowIsFull {

        @Test
        void everything_that_fits_is_committed_and_the_rest_waits_for_results() throws InterruptedException {
            var pace = Pace.of(100, false);
            var submitter = new Submitter(
                    source(numbers(4_000)), SubmitCheckpoint.start(PLAN), outbox, pace, new SubmitListener() {
                        @Override
                        public void committed(long submitted, boolean complete) {
                            assertThat(submitted - outbox.answered).isLessThanOrEqualTo(1_600);
                            pace.collected(submitted - outbox.answered, submitted);
                            outbox.answered = submitted;
                        }
                    });
            submitter.run();
            assertThat(outbox.committedPayloads()).hasSize(4_000);
            assertThat(outbox.checkpoints).hasSizeGreaterThan(2);
        }
    }

    private void submit(List<String> payloads, SubmitCheckpoint start, int chunk) throws InterruptedException {
        new Submitter(source(payloads), start, outbox, Pace.unlimited(chunk), silent()).run();
    }

    private static TaskSource source(List<String> payloads) {
        return new TaskInput.Arguments(payloads).open();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static SubmitListener silent() {
        return new SubmitListener() {};
    }

    /** A queue that keeps what was committed. */
    private static final class Outbox implements TaskOutbox {

        private final List<Chunk> open = new ArrayList<>();
        private final List<Chunk> committed = new ArrayList<>();
        private final List<SubmitCheckpoint> checkpoints = new ArrayList<>();
        private long answered;

        @Override
        public void send(Chunk chunk) {
            open.add(chunk);
        }

        @Override
        public void commit(SubmitCheckpoint checkpoint) {
            committed.addAll(open);
            open.clear();
            checkpoints.add(checkpoint);
        }

        @Override
        public void close() {}

        SubmitCheckpoint checkpoint() {
            return checkpoints.get(checkpoints.size() - 1);
        }

        List<String> committedPayloads() {
            return committed.stream()
                    .flatMap(chunk -> chunk.payloads().stream())
                    .toList();
        }
    }
}
