package dev.taskmaster.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import dev.taskmaster.task.Reply;
import dev.taskmaster.worker.End;
import dev.taskmaster.worker.Narrator;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SolitudeTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final FakeClock clock = new FakeClock();
    private final Life life = new Life(clock);

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(2));
    }

    @Nested
    class Of_two_slots_inside {

        private final Solitude solitude = new Solitude(life);
        private final CompletableFuture<Boolean> first = new CompletableFuture<>();
        private final Thread waiting = new Thread(() -> first.complete(solitude.enterAlone()), "first");

        private void one_waits_to_be_alone() {
            life.onMove(solitude::wake);
            assertThat(solitude.enterShared()).isTrue();
            assertThat(solitude.enterShared()).isTrue();
            waiting.setDaemon(true);
            waiting.start();
            soon().until(() -> waiting.getState() == Thread.State.WAITING);
        }

        @Test
        void one_is_alone_when_the_other_has_left() throws Exception {
            one_waits_to_be_alone();
            assertThat(first).isNotDone();
            solitude.leave();
            assertThat(first.get()).isTrue();
        }

        @Test
        void the_second_that_wants_to_be_alone_does_not_wait() throws Exception {
            one_waits_to_be_alone();
            assertThat(solitude.enterAlone()).isFalse();
            solitude.leave();
            assertThat(first.get()).isTrue();
        }

        @Test
        void one_that_waits_keeps_others_out_until_it_has_left() throws Exception {
            one_waits_to_be_alone();
            var third = new CompletableFuture<Boolean>();
            var late = new Thread(() -> third.complete(solitude.enterShared()), "third");
            late.setDaemon(true);
            late.start();
            soon().until(() -> late.getState() == Thread.State.WAITING);
            solitude.leave();
            assertThat(first.get()).isTrue();
            assertThat(third).isNotDone();
            solitude.leave();
            assertThat(third.get()).isTrue();
        }

        @Test
        void one_that_waits_goes_on_waiting_in_a_worker_that_takes_no_more() throws Exception {
            one_waits_to_be_alone();
            life.quiet(End.STOPPED);
            assertThat(solitude.enterShared()).isFalse();
            solitude.leave();
            assertThat(first.get()).isTrue();
        }

        @Test
        void one_that_waits_gives_up_in_a_worker_that_runs_no_more() throws Exception {
            one_waits_to_be_alone();
            life.abort(End.STOPPED);
            assertThat(first.get()).isFalse();
            assertThat(solitude.enterShared()).isTrue();
        }
    }

    @Nested
    class A_task_on_its_last_chance {

        private final FakeBroker broker = new FakeBroker(clock);
        private final CountDownLatch testEnded = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final WorkerSettings settings = WorkerSettings.of(
                        new ConnectionSettings("tcp://h:1", "u", new Secret("p")))
                .withName("w")
                .withSlots(2);

        private static final class Silent implements Narrator {
            @Override
            public void runs(Supplier<String> task) {}

            @Override
            public void queueIsEmpty() {}

            @Override
            public void exits() {}
        }

        @AfterEach
        void end() throws InterruptedException {
            testEnded.countDown();
            life.abort(End.STOPPED);
            life.awaitEnd();
        }

        private Slots start(TaskHandler handler) {
            return Slots.start(new Duty(settings, handler, new Silent()), broker, life);
        }

        private void sendSuspect(@Nullable Duration limit) {
            broker.send(new Content.OfJob(new Chunk(new JobName("j"), 0, List.of("suspect"), 1, limit, 2)), 1);
        }

        private List<Outcome> outcomes() {
            return broker.replies.stream()
                    .map(Reply::outcomes)
                    .flatMap(List::stream)
                    .toList();
        }

        /** Takes no notice of interrupts, for as long as the test runs. */
        private String ignoreInterrupts() {
            while (testEnded.getCount() > 0) {
                LockSupport.parkNanos(100_000);
                Thread.interrupted();
            }
            return "too late";
        }

        private void passUntilAnswered(Slots slots, int answers) {
            soon().until(() -> {
                clock.advance(LIMIT);
                slots.lookNow();
                return broker.replies.size() >= answers;
            });
        }

        @Test
        void never_runs_beside_another() throws Exception {
            var overlap = new CountDownLatch(3);
            start(task -> {
                events.add(task.payload() + " begins");
                begun.countDown();
                overlap.countDown();
                // Long enough for the other slot to begin beside this one, if it may.
                overlap.await(100, TimeUnit.MILLISECONDS);
                events.add(task.payload() + " ends");
                return "";
            });
            broker.sendChunk("long");
            begun.await();
            sendSuspect(null);
            soon().until(() -> broker.waiting() == 0);
            broker.sendChunk("third");
            soon().until(() -> broker.replies.size() == 3);
            assertThat(events)
                    .containsExactly(
                            "long begins", "long ends", "suspect begins", "suspect ends", "third begins", "third ends");
        }

        @Test
        void leaves_the_messages_of_others_on_their_queue_while_it_runs() throws Exception {
            sendSuspect(null);
            var goOn = new CountDownLatch(1);
            start(task -> {
                if (task.payload().equals("suspect")) {
                    broker.sendChunk("other");
                    goOn.await(100, TimeUnit.MILLISECONDS);
                    return "waiting: " + broker.waiting();
                }
                goOn.countDown();
                return "other";
            });
            soon().until(() -> broker.replies.size() == 2);
            assertThat(outcomes()).containsExactly(new Outcome.Ok("waiting: 1"), new Outcome.Ok("other"));
        }

        @Test
        void is_handed_back_at_no_cost_when_the_worker_stops_while_it_waits() throws Exception {
            var slots = start(task -> {
                begun.countDown();
                return ignoreInterrupts();
            });
            broker.sendChunk("long");
            begun.await();
            sendSuspect(null);
            soon().until(() -> broker.waiting() == 0);
            life.abort(End.STOPPED);
            soon().until(() -> broker.replies.size() == 1);
            assertThat(outcomes()).containsExactly(new Outcome.Again("suspect", 2));
            passUntilAnswered(slots, 2);
            assertThat(outcomes()).containsExactly(new Outcome.Again("suspect", 2), new Outcome.Again("long"));
        }

        @Test
        void lets_others_run_again_when_it_was_stuck_and_given_up() throws Exception {
            var slots = start(task -> {
                begun.countDown();
                return task.payload().equals("suspect") ? ignoreInterrupts() : "fine";
            });
            sendSuspect(LIMIT);
            begun.await();
            broker.sendChunk("a");
            broker.sendChunk("b");
            passUntilAnswered(slots, 3);
            assertThat(outcomes())
                    .containsExactly(
                            new Outcome.Failed(Reason.TIMEOUT, "took longer than 2s", "suspect"),
                            new Outcome.Ok("fine"),
                            new Outcome.Ok("fine"));
            assertAnotherSuspectRuns();
        }

        @Test
        void runs_when_the_task_beside_it_was_stuck_and_given_up() throws Exception {
            var slots = start(task -> {
                begun.countDown();
                return task.payload().equals("stuck") ? ignoreInterrupts() : "fine";
            });
            broker.send(FakeBroker.chunk(LIMIT, "stuck"), 1);
            begun.await();
            sendSuspect(null);
            passUntilAnswered(slots, 2);
            assertThat(outcomes())
                    .containsExactly(
                            new Outcome.Failed(Reason.TIMEOUT, "took longer than 2s", "stuck"), new Outcome.Ok("fine"));
        }

        /** It would wait for ever if a slot had not left, and run beside others if one had left twice. */
        private void assertAnotherSuspectRuns() {
            int before = broker.replies.size();
            broker.send(new Content.OfJob(new Chunk(new JobName("j"), 1, List.of("c"), 1, null, 2)), 1);
            soon().until(() -> broker.replies.size() == before + 1);
            assertThat(outcomes()).endsWith(new Outcome.Ok("fine"));
        }
    }
}
