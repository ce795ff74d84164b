package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import dev.taskmaster.worker.End;
import dev.taskmaster.worker.EndRules;
import dev.taskmaster.worker.Narrator;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.TimeRules;
import dev.taskmaster.worker.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SlotsTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final FakeClock clock = new FakeClock();
    private final FakeBroker broker = new FakeBroker(clock);
    private final Life life = new Life(clock);
    private final Told told = new Told();
    private final CountDownLatch testEnded = new CountDownLatch(1);
    private final CountDownLatch interruptIgnored = new CountDownLatch(1);
    private WorkerSettings settings = WorkerSettings.of(new ConnectionSettings("tcp://h:1", "u", new Secret("p")))
            .withName("w")
            .withSlots(1);

    private static final class Told implements Narrator {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void runs(Supplier<String> task) {
            lines.add(task.get());
        }

        @Override
        public void queueIsEmpty() {
            lines.add("empty");
        }

        @Override
        public void exits() {
            lines.add("exit");
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        testEnded.countDown();
        life.abort(End.STOPPED);
        try {
            life.awaitEnd();
        } catch (AccessRefusedException e) {
            assertThat(e).hasMessage("no");
        }
        assertThat(broker.closed).isTrue();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(2));
    }

    private Slots start(TaskHandler handler) {
        return Slots.start(new Duty(settings, handler, told), broker, life);
    }

    private void ends(EndRules rules) {
        settings = settings.withEnd(rules);
    }

    private List<Outcome> onlyReply() {
        soon().until(() -> broker.replies.size() == 1);
        return broker.replies.get(0).outcomes();
    }

    /** A handler that takes no notice of interrupts, for as long as the test runs. */
    private String ignoreInterrupts() {
        while (testEnded.getCount() > 0) {
            LockSupport.parkNanos(100_000);
            if (Thread.interrupted()) {
                interruptIgnored.countDown();
            }
        }
        return "too late";
    }

    private static String untilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Nested
    class A_chunk {

        @Test
        void is_answered_by_one_reply_with_an_outcome_for_each_task() {
            broker.sendChunk("a", "b");
            var slots = start(task -> task.payload() + task.index());
            assertThat(onlyReply()).containsExactly(new Outcome.Ok("a0"), new Outcome.Ok("b1"));
            assertThat(broker.replies.get(0).worker()).isEqualTo("w");
            soon().until(() -> slots.tally().done() == 2);
        }

        @Test
        void is_in_hand_and_its_slot_busy_until_it_is_answered() throws InterruptedException {
            var goOn = new CountDownLatch(1);
            broker.sendChunk("a", "b", "c");
            var slots = start(task -> {
                goOn.await();
                return "";
            });
            soon().until(() -> slots.busy() == 1);
            assertThat(slots.inHand()).isEqualTo(3);
            goOn.countDown();
            soon().until(() -> slots.tally().done() == 3);
            soon().until(() -> slots.busy() == 0 && slots.inHand() == 0);
        }

        @Test
        void whose_task_fails_counts_by_its_reason() {
            broker.sendChunk("a", "b");
            var slots = start(task -> {
                if (task.payload().equals("a")) {
                    throw new IllegalStateException("no");
                }
                return "";
            });
            soon().until(() -> slots.tally().done() == 1);
            assertThat(slots.tally().failed()).isEqualTo(1);
            assertThat(slots.tally().failed(Reason.ERROR)).isEqualTo(1);
            assertThat(slots.tally().failed(Reason.TIMEOUT)).isZero();
        }

        @Test
        void tells_how_long_the_handler_took() {
            broker.sendChunk("a", "b");
            start(task -> {
                clock.advance(Duration.ofMillis(3));
                return "";
            });
            onlyReply();
            assertThat(broker.replies.get(0).runMicros()).isEqualTo(6_000);
        }

        @Test
        void that_one_task_holds_up_answers_for_the_others_and_hands_back_those_behind() {
            var slow = new CountDownLatch(1);
            broker.sendChunk("a", "slow", "c");
            start(task -> {
                if (task.payload().equals("slow")) {
                    slow.await();
                }
                return task.payload();
            });
            soon().until(() -> {
                clock.advance(Duration.ofMillis(10));
                return broker.earlyReplies.size() == 2;
            });
            assertThat(broker.earlyReplies.get(0).outcomes()).containsExactly(new Outcome.Ok("a"));
            assertThat(broker.earlyReplies.get(1).outcomes()).containsExactly(new Outcome.Again("c"));
            assertThat(broker.replies).isEmpty();
            slow.countDown();
            assertThat(onlyReply()).containsExactly(new Outcome.Ok("slow"));
            assertThat(broker.replies.get(0).first()).isEqualTo(1);
        }

        @Test
        void is_fetched_while_another_runs_and_waits_for_its_turn() {
            var go = new CountDownLatch(1);
            broker.sendChunk("first");
            var runs = new AtomicInteger();
            start(task -> {
                if (task.payload().equals("second")) {
                    go.await();
                }
                assertThat(runs.incrementAndGet()).isEqualTo(1);
                runs.decrementAndGet();
                return task.payload();
            });
            onlyReply();
            broker.sendTogether("second", "third");
            soon().until(() -> broker.waiting() == 0);
            go.countDown();
            soon().until(() -> broker.replies.size() == 3);
        }

        @Test
        void is_told_task_by_task_before_it_runs() {
            broker.sendChunk("a", "b");
            start(task -> "");
            onlyReply();
            assertThat(told.lines).startsWith("a", "b");
        }

        @Test
        void goes_on_after_a_task_that_fails() {
            broker.sendChunk("a", "b");
            start(task -> {
                if (task.payload().equals("a")) {
                    throw new IOException("no such file");
                }
                return "fine";
            });
            assertThat(onlyReply())
                    .containsExactly(new Outcome.Failed(Reason.ERROR, "no such file", "a"), new Outcome.Ok("fine"));
        }

        @Test
        void whose_place_for_answers_is_gone_is_dropped() {
            broker.nobodyWaits = true;
            broker.sendChunk("a");
            start(task -> "");
            soon().until(() -> broker.committed.get() == 1);
            assertThat(broker.waiting()).isZero();
        }

        @Test
        void is_sent_again_while_the_broker_is_full() {
            broker.answerFailures.add(new BrokerFullException("full", new IllegalStateException()));
            broker.sendChunk("a");
            var runs = new AtomicInteger();
            start(task -> "run " + runs.incrementAndGet());
            assertThat(onlyReply()).containsExactly(new Outcome.Ok("run 1"));
            assertThat(broker.rolledBack).hasValue(0);
        }

        @Test
        void is_handed_back_where_the_broker_is_found_full_at_the_commit_and_not_run_again() {
            broker.commitFailures.add(new BrokerFullException("full", new IllegalStateException()));
            broker.sendChunk("a");
            var runs = new AtomicInteger();
            start(task -> "run " + runs.incrementAndGet());
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a", 1));
            assertThat(runs).hasValue(1);
            assertThat(broker.opened).hasValueLessThanOrEqualTo(2);
        }

        @Test
        void whose_answer_is_refused_is_handed_back_and_the_slot_goes_on() {
            broker.answerFailures.add(new AccessRefusedException("may not send there"));
            broker.send(FakeBroker.chunk(null, "a"), 1);
            start(task -> "");
            assertThat(onlyReply()).hasSize(1);
            assertThat(broker.rolledBack).hasValue(1);
        }
    }

    @Nested
    class A_lost_connection {

        @Test
        void has_a_jobs_task_asked_for_again_with_one_death_and_not_run() {
            broker.commitFailures.add(new BrokerUnreachableException("gone"));
            broker.sendChunk("a");
            var runs = new AtomicInteger();
            var slots = start(task -> "run " + runs.incrementAndGet());
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a", 1));
            assertThat(runs).hasValue(1);
            assertThat(broker.opened).hasValueGreaterThanOrEqualTo(2);
            assertThat(slots.tally().done()).isZero();
        }

        @Test
        void lets_a_raw_task_run_again_and_counts_it_once() {
            broker.commitFailures.add(new BrokerUnreachableException("gone"));
            broker.send(new Content.Raw("a", "ID:1"), 1);
            var runs = new AtomicInteger();
            var slots = start(task -> "run " + runs.incrementAndGet());
            soon().until(() -> broker.rawReplies.equals(List.of("run 2")));
            assertThat(broker.opened).hasValueGreaterThanOrEqualTo(2);
            soon().until(() -> slots.tally().done() == 1);
        }

        @Test
        void is_tried_again_until_the_broker_answers() {
            for (int failure = 0; failure < 5; failure++) {
                broker.openFailures.add(new BrokerUnreachableException("not there"));
            }
            broker.sendChunk("a");
            start(task -> "here");
            assertThat(onlyReply()).containsExactly(new Outcome.Ok("here"));
        }

        @Test
        void ends_the_worker_with_the_error_if_the_broker_refuses_it() {
            broker.openFailures.add(new AccessRefusedException("no"));
            var slots = start(task -> "");
            assertThatThrownBy(slots::awaitEnd).isInstanceOf(AccessRefusedException.class);
        }
    }

    @Nested
    class A_message_that_comes_back {

        @Test
        void with_several_tasks_is_not_run() {
            broker.send(FakeBroker.chunk(null, "a", "b"), 2);
            start(task -> {
                throw new AssertionError("must not run");
            });
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a", 1), new Outcome.Again("b", 1));
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 9})
        void counts_one_death_however_many_slots_died_with_it(int deliveries) {
            broker.send(FakeBroker.chunk(null, "a"), deliveries);
            start(task -> {
                throw new AssertionError("must not run");
            });
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a", 1));
        }

        @Test
        void with_the_third_death_of_a_task_fails_as_a_crash() {
            broker.send(diedWith(2), 2);
            var slots = start(task -> {
                throw new AssertionError("must not run");
            });
            assertThat(onlyReply()).containsExactly(new Outcome.Failed(Reason.CRASH, "killed its worker 3 times", "a"));
            soon().until(() -> slots.tally().failed() == 1);
        }

        @Test
        void is_run_when_it_was_sent_alone_after_a_death() {
            broker.send(diedWith(2), 1);
            start(task -> "ran");
            assertThat(onlyReply()).containsExactly(new Outcome.Ok("ran"));
        }

        private static Content.OfJob diedWith(int crashes) {
            return new Content.OfJob(new Chunk(new JobName("j"), 0, List.of("a"), 1, null, crashes));
        }

        @Test
        void with_a_raw_task_is_run_however_often() {
            broker.send(new Content.Raw("a", "ID:1"), 7);
            start(task -> "ran");
            soon().until(() -> broker.rawReplies.equals(List.of("ran")));
        }
    }

    @Nested
    class A_raw_task {

        @Test
        void that_fails_is_handed_back_without_an_answer() {
            broker.send(new Content.Raw("a", "ID:1"), 1);
            var runs = new AtomicInteger();
            start(task -> {
                if (runs.incrementAndGet() == 1) {
                    throw new IllegalStateException("not yet");
                }
                return "now";
            });
            soon().until(() -> broker.rawReplies.equals(List.of("now")));
            assertThat(broker.rolledBack).hasValue(1);
        }

        @Test
        void has_no_job() {
            broker.send(new Content.Raw("a", "ID:1"), 1);
            start(task -> String.valueOf(task.job()));
            soon().until(() -> broker.rawReplies.equals(List.of("null")));
        }
    }

    @Test
    void a_message_that_is_no_task_is_handed_back() {
        broker.send(new Content.Malformed("no array"), 1);
        start(task -> "");
        soon().until(() -> broker.rolledBack.get() > 0);
    }

    @Nested
    class A_handler_that_throws {

        @ParameterizedTest
        @ValueSource(classes = {StackOverflowError.class, LinkageError.class, AssertionError.class})
        void an_error_of_its_own_making_fails_the_task(Class<? extends Error> type) {
            broker.sendChunk("a");
            start(task -> {
                throw type.getConstructor().newInstance();
            });
            assertThat(onlyReply()).containsExactly(new Outcome.Failed(Reason.ERROR, type.getSimpleName(), "a"));
        }

        @Test
        void for_want_of_memory_ends_the_worker_and_leaves_the_task_to_others() throws Exception {
            broker.sendChunk("a");
            var slots = start(task -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertThat(slots.awaitEnd()).isEqualTo(End.BROKEN);
            assertThat(broker.replies).isEmpty();
        }
    }

    @Nested
    class A_time_limit {

        @BeforeEach
        void nothing_is_answered_early() {
            broker.answersEarly = false;
        }

        private void passes(Slots slots, Duration span) {
            clock.advance(span);
            slots.lookNow();
        }

        @Test
        void interrupts_the_handler_and_the_slot_goes_on_with_the_next_task() throws Exception {
            broker.send(FakeBroker.chunk(LIMIT, "slow", "next"), 1);
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                if (task.payload().equals("slow")) {
                    started.countDown();
                    return untilInterrupted();
                }
                return "interrupted: " + Thread.currentThread().isInterrupted();
            });
            started.await();
            passes(slots, LIMIT);
            assertThat(onlyReply())
                    .containsExactly(
                            new Outcome.Failed(Reason.TIMEOUT, "took longer than 2s", "slow"),
                            new Outcome.Ok("interrupted: false"));
        }

        @Test
        void of_the_worker_holds_where_it_is_shorter() throws Exception {
            settings = settings.withTimes(settings.times().withTask(Duration.ofSeconds(1)));
            broker.send(FakeBroker.chunk(LIMIT, "slow"), 1);
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                started.countDown();
                return untilInterrupted();
            });
            started.await();
            passes(slots, Duration.ofSeconds(1));
            assertThat(onlyReply()).containsExactly(new Outcome.Failed(Reason.TIMEOUT, "took longer than 1s", "slow"));
        }

        @Test
        void that_the_handler_ignores_costs_the_thread_but_not_the_slot() throws Exception {
            broker.send(FakeBroker.chunk(LIMIT, "stuck", "next"), 1);
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                if (task.payload().equals("stuck")) {
                    started.countDown();
                    return ignoreInterrupts();
                }
                return Thread.currentThread().getName().replace("-ahead", "");
            });
            started.await();
            soon().until(() -> {
                passes(slots, LIMIT);
                return !broker.replies.isEmpty();
            });
            assertThat(onlyReply())
                    .containsExactly(
                            new Outcome.Failed(Reason.TIMEOUT, "took longer than 2s", "stuck"),
                            new Outcome.Ok("worker-1-2"));
            broker.sendChunk("more");
            soon().until(() -> broker.replies.size() == 2);
            assertThat(life.stage()).isEqualTo(Stage.RUNNING);
        }

        @Test
        void ignored_by_more_handlers_than_there_are_slots_ends_the_worker() throws Exception {
            broker.send(FakeBroker.chunk(LIMIT, "stuck", "stuck too", "fine"), 1);
            var slots = start(task -> task.payload().startsWith("stuck") ? ignoreInterrupts() : "");
            soon().until(() -> {
                passes(slots, LIMIT);
                return life.stage() == Stage.ENDED;
            });
            assertThat(slots.awaitEnd()).isEqualTo(End.SLOTS_LOST);
            assertThat(onlyReply().get(2)).isEqualTo(new Outcome.Ok(""));
        }
    }

    @Nested
    class A_worker_told_to_stop {

        @BeforeEach
        void nothing_is_answered_early() {
            broker.answersEarly = false;
        }

        @Test
        void finishes_what_is_in_hand_and_takes_no_more() throws Exception {
            broker.sendChunk("a", "b");
            broker.sendChunk("c");
            var started = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var slots = start(task -> {
                started.countDown();
                goOn.await();
                return "";
            });
            started.await();
            life.quiet(End.STOPPED);
            goOn.countDown();
            assertThat(slots.awaitEnd()).isEqualTo(End.STOPPED);
            assertThat(onlyReply()).containsExactly(new Outcome.Ok(""), new Outcome.Ok(""));
            assertThat(broker.waiting()).isEqualTo(1);
        }

        @Test
        void hands_back_what_is_not_finished_in_time() throws Exception {
            settings = settings.withTimes(TimeRules.DEFAULT.withShutdown(Duration.ofSeconds(3)));
            broker.sendChunk("a", "b");
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                started.countDown();
                return untilInterrupted();
            });
            started.await();
            life.quiet(End.STOPPED);
            clock.advance(Duration.ofSeconds(3));
            slots.lookNow();
            assertThat(slots.awaitEnd()).isEqualTo(End.STOPPED);
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a"), new Outcome.Again("b"));
        }

        @Test
        void at_once_keeps_what_is_done_and_hands_back_the_rest() throws Exception {
            broker.sendChunk("a", "b", "c");
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                if (task.payload().equals("b")) {
                    started.countDown();
                    untilInterrupted();
                }
                return "done";
            });
            started.await();
            life.abort(End.STOPPED);
            assertThat(slots.awaitEnd()).isEqualTo(End.STOPPED);
            assertThat(onlyReply())
                    .containsExactly(new Outcome.Ok("done"), new Outcome.Again("b"), new Outcome.Again("c"));
        }

        @Test
        void at_once_does_not_wait_for_a_handler_that_ignores_it() throws Exception {
            broker.sendChunk("a");
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                started.countDown();
                return ignoreInterrupts();
            });
            started.await();
            life.abort(End.STOPPED);
            interruptIgnored.await();
            clock.advance(Lane.ABORT_GRACE);
            soon().until(() -> {
                slots.lookNow();
                return life.stage() == Stage.ENDED;
            });
            assertThat(onlyReply()).containsExactly(new Outcome.Again("a"));
        }

        @Test
        void at_once_hands_back_a_raw_task() throws Exception {
            broker.send(new Content.Raw("a", "ID:1"), 1);
            var started = new CountDownLatch(1);
            var slots = start(task -> {
                started.countDown();
                return untilInterrupted();
            });
            started.await();
            life.abort(End.STOPPED);
            assertThat(slots.awaitEnd()).isEqualTo(End.STOPPED);
            assertThat(broker.rolledBack).hasValue(1);
        }
    }

    @Nested
    class A_worker_that_ends_by_itself {

        @Test
        void in_a_burst_does_so_when_the_queue_is_empty_and_says_both_once() throws Exception {
            ends(EndRules.BURST);
            settings = settings.withSlots(3);
            broker.sendChunk("a");
            var slots = start(task -> "");
            assertThat(slots.awaitEnd()).isEqualTo(End.DONE);
            assertThat(onlyReply()).hasSize(1);
            assertThat(told.lines).containsExactly("a", "empty", "exit");
        }

        @Test
        void in_a_burst_waits_for_the_slot_that_still_works() throws Exception {
            ends(EndRules.BURST);
            settings = settings.withSlots(2);
            broker.sendChunk("a");
            var goOn = new CountDownLatch(1);
            var slots = start(task -> {
                goOn.await();
                return "";
            });
            long begin = clock.getAsLong();
            soon().until(() ->
                    clock.getAsLong() - begin > Duration.ofSeconds(10).toNanos());
            assertThat(life.stage()).isEqualTo(Stage.RUNNING);
            goOn.countDown();
            assertThat(slots.awaitEnd()).isEqualTo(End.DONE);
        }

        @Test
        void after_a_number_of_tasks_runs_exactly_that_many_in_all_slots_together() throws Exception {
            ends(new EndRules(false, 25L, null));
            settings = settings.withSlots(4);
            for (int chunk = 0; chunk < 20; chunk++) {
                broker.sendChunk("a", "b", "c");
            }
            var runs = new AtomicInteger();
            var slots = start(task -> "run " + runs.incrementAndGet());
            assertThat(slots.awaitEnd()).isEqualTo(End.DONE);
            assertThat(runs).hasValue(25);
            assertThat(slots.tally().done()).isEqualTo(25);
        }

        @Test
        void after_an_idle_time_does_so_without_a_broker() throws Exception {
            ends(new EndRules(false, null, Duration.ofMinutes(1)));
            broker.unreachable = true;
            var slots = start(task -> "");
            clock.advance(Duration.ofMinutes(1));
            slots.lookNow();
            assertThat(slots.awaitEnd()).isEqualTo(End.DONE);
        }

        @Test
        void after_an_idle_time_does_so_with_the_broker_there() throws Exception {
            ends(new EndRules(false, null, Duration.ofMinutes(1)));
            broker.sendChunk("a");
            var slots = start(task -> "");
            onlyReply();
            soon().until(() -> {
                slots.lookNow();
                return life.stage() == Stage.ENDED;
            });
            assertThat(slots.awaitEnd()).isEqualTo(End.DONE);
        }
    }
}
