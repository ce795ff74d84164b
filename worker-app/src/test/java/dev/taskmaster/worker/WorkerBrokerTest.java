package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskmaster.jms.ReplyMessages;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import dev.taskmaster.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TaskHandler SHOUT = task -> {
        if (task.payload().startsWith("bad")) {
            throw new IllegalArgumentException("this is " + task.payload());
        }
        return task.payload() + "!";
    };

    private static TestBroker broker;
    private TestClient client;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = TestBroker.start("worker");
    }

    @AfterAll
    static void stop_broker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        broker.create("results.j");
        client = broker.client();
    }

    @AfterEach
    void everything_is_taken() throws Exception {
        client.close();
        await().atMost(PATIENCE).until(() -> broker.consumers("results.j") == 0);
        broker.delete("results.j");
        assertThat(broker.count("tasks")).isZero();
    }

    private static WorkerSettings settings() {
        return WorkerSettings.of(broker.settings())
                .withName("tester")
                .withSlots(2)
                .withTimes(TimeRules.DEFAULT.withReceive(Duration.ofMillis(100)));
    }

    private static Worker worker(TaskHandler handler) {
        return Worker.start(settings(), handler);
    }

    private static Chunk chunk(String... payloads) {
        return new Chunk(new JobName("j"), 7, List.of(payloads), 2, null);
    }

    @Nested
    class A_chunk_of_a_job {

        @Test
        void is_answered_in_order_with_the_chunks_own_numbers() throws Exception {
            client.send(chunk("a", "bad b", ""), "results.j");
            try (var worker = worker(SHOUT)) {
                var message = client.take("results.j");
                var reply = ReplyMessages.read(message);
                assertThat(message.getJMSCorrelationID()).isEqualTo("j:7");
                assertThat(reply.first()).isEqualTo(7);
                assertThat(reply.attempt()).isEqualTo(2);
                assertThat(reply.worker()).isEqualTo("tester");
                assertThat(reply.outcomes())
                        .containsExactly(
                                new Outcome.Ok("a!"),
                                new Outcome.Failed(Reason.ERROR, "this is bad b", "bad b"),
                                new Outcome.Ok("!"));
                await().atMost(PATIENCE).until(() -> worker.done() == 2 && worker.failed() == 1);
            }
        }

        @Test
        void without_a_reply_address_is_answered_at_the_jobs_own() throws Exception {
            client.send(chunk("a"), null);
            try (var worker = worker(SHOUT)) {
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("a!"));
                assertThat(worker.settings().name()).isEqualTo("tester");
            }
        }

        @Test
        void whose_worker_died_is_not_run_but_asked_for_one_by_one() throws Exception {
            client.send(chunk("a", "b"), "results.j");
            client.handBack("tasks", 1);
            var runs = new AtomicInteger();
            try (var worker = worker(task -> "run " + runs.incrementAndGet())) {
                assertThat(client.takeReply("results.j").outcomes())
                        .containsExactly(new Outcome.Again("a", 1), new Outcome.Again("b", 1));
                assertThat(runs).hasValue(0);
                assertThat(worker.failed()).isZero();
            }
        }

        @Test
        void of_one_task_that_comes_back_counts_one_death_however_often_it_was_delivered() throws Exception {
            client.send(chunk("a"), "results.j");
            client.handBack("tasks", 3);
            try (var worker = worker(SHOUT)) {
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Again("a", 1));
                assertThat(worker.done()).isZero();
                assertThat(worker.failed()).isZero();
            }
        }

        @Test
        void of_one_task_is_run_once_more_after_two_deaths() throws Exception {
            client.send(diedWith(2), "results.j");
            try (var worker = worker(SHOUT)) {
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("a!"));
                assertThat(worker.failed()).isZero();
            }
        }

        private static Chunk diedWith(int crashes) {
            return new Chunk(new JobName("j"), 7, List.of("a"), 2, null, crashes);
        }

        @Test
        void of_one_task_that_comes_back_after_two_deaths_fails_without_being_run() throws Exception {
            client.send(diedWith(2), "results.j");
            client.handBack("tasks", 1);
            try (var worker = worker(SHOUT)) {
                assertThat(client.takeReply("results.j").outcomes())
                        .containsExactly(new Outcome.Failed(Reason.CRASH, "killed its worker 3 times", "a"));
                assertThat(worker.done()).isZero();
            }
        }

        @Test
        void of_a_cancelled_job_is_dropped() throws Exception {
            client.send(chunk("a"), "results.gone");
            client.send(chunk("b"), "results.j");
            try (var worker = worker(SHOUT)) {
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("b!"));
                await().atMost(PATIENCE).until(() -> worker.done() == 2);
            }
            assertThat(broker.count("DLQ")).isZero();
        }

        @Test
        void of_a_job_that_is_cancelled_while_the_worker_knows_it_is_dropped_too() throws Exception {
            broker.create("results.k");
            try (var worker = Worker.start(settings().withSlots(1), SHOUT)) {
                client.send(chunk("a"), "results.k");
                await().atMost(PATIENCE).until(() -> worker.done() == 1);
                broker.delete("results.k");
                client.send(chunk("b"), "results.k");
                client.send(chunk("c"), "results.j");
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("c!"));
                // The broker delivers the dropped one once more, after its delay.
                await().atMost(PATIENCE).until(() -> broker.count("tasks") == 0);
            }
            assertThat(broker.count("DLQ")).isZero();
        }

        @Test
        void waits_for_room_when_the_broker_is_full_and_is_asked_for_again_if_that_came_out_at_the_commit()
                throws Exception {
            var payload = "x".repeat(1_500);
            var again = new Outcome.Again(payload, 1);
            broker.create("results.small");
            for (int sent = 0; sent < 4; sent++) {
                client.send(new Chunk(new JobName("j"), sent, List.of(payload), 1, null), "results.small");
            }
            try (var worker = worker(SHOUT)) {
                await().atMost(PATIENCE).until(() -> worker.done() >= 1 && broker.count("results.small") >= 1);
                assertThat(worker.done()).isLessThan(4);
                var answers = new ArrayList<Outcome>();
                for (int taken = 0; taken < 4; taken++) {
                    answers.addAll(client.takeReply("results.small").outcomes());
                }
                assertThat(answers).hasSize(4).containsOnly(new Outcome.Ok(payload + "!"), again);
                long results =
                        answers.stream().filter(answer -> !answer.equals(again)).count();
                await().atMost(PATIENCE).until(() -> worker.done() == results);
                assertThat(worker.failed()).isZero();
            }
        }
    }

    @Nested
    class A_raw_task {

        @Test
        void is_answered_with_the_raw_result_at_its_temporary_queue() throws Exception {
            var replies = client.temporaryQueue();
            var id = client.sendRaw("12", replies);
            try (var worker = worker(SHOUT)) {
                var message = client.take(replies);
                assertThat(message.getText()).isEqualTo("12!");
                assertThat(message.getJMSCorrelationID()).isEqualTo(id);
                assertThat(worker.settings().slots()).isEqualTo(2);
            }
        }

        @Test
        void without_a_reply_address_is_answered_at_results() throws Exception {
            client.sendRaw("ünï 12", null);
            try (var worker = worker(SHOUT)) {
                assertThat(client.take("results").getText()).isEqualTo("ünï 12!");
                assertThat(worker.failed()).isZero();
            }
        }

        @Test
        void that_fails_is_tried_again_by_the_broker_and_then_is_a_dead_letter() throws Exception {
            client.sendRaw("bad", null);
            var runs = new AtomicInteger();
            try (var worker = worker(task -> {
                runs.incrementAndGet();
                return SHOUT.run(task);
            })) {
                assertThat(client.take("DLQ").getText()).isEqualTo("bad");
                assertThat(runs).hasValue(TestBroker.ATTEMPTS);
                assertThat(worker.done()).isZero();
            }
        }

        @Test
        void that_fails_once_succeeds_the_next_time() throws Exception {
            client.sendRaw("flaky", null);
            var failed = new AtomicBoolean();
            try (var worker = worker(task -> {
                if (failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("not yet");
                }
                return "now";
            })) {
                assertThat(client.take("results").getText()).isEqualTo("now");
                assertThat(worker.failed()).isZero();
            }
        }
    }

    @Nested
    class A_message_that_breaks_the_contract {

        @Test
        void is_a_dead_letter_while_the_worker_goes_on() throws Exception {
            var broken = client.textMessage("no array");
            broken.setStringProperty("job", "j");
            client.send("tasks", broken);
            client.send(chunk("a"), "results.j");
            try (var worker = worker(SHOUT)) {
                assertThat(client.take("DLQ").getText()).isEqualTo("no array");
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("a!"));
                assertThat(worker.failed()).isZero();
            }
        }

        @Test
        void such_as_one_that_would_have_the_worker_send_tasks_is_a_dead_letter() throws Exception {
            client.send(chunk("a"), "tasks");
            try (var worker = worker(SHOUT)) {
                assertThat(client.take("DLQ").getText()).isEqualTo("[\"a\"]");
                assertThat(worker.done()).isZero();
            }
        }
    }

    @Nested
    class When_the_broker_is_lost {

        @Test
        void the_worker_comes_back_after_its_restart() throws Exception {
            try (var worker = worker(SHOUT)) {
                client.send(chunk("a"), "results.j");
                client.takeReply("results.j");
                client.close();
                broker.stop();
                broker.startAgain();
                client = broker.client();
                client.send(chunk("b"), "results.j");
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("b!"));
                assertThat(worker.failed()).isZero();
            }
        }

        @Test
        void a_jobs_task_in_hand_is_not_run_again_but_asked_for_once() throws Exception {
            var started = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var runs = new AtomicInteger();
            try (var worker = Worker.start(settings().withSlots(1), task -> {
                started.countDown();
                goOn.await();
                return "run " + runs.incrementAndGet();
            })) {
                client.send(chunk("a"), "results.j");
                started.await();
                broker.closeConnections();
                goOn.countDown();
                client.close();
                client = broker.client();
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Again("a", 1));
                assertThat(runs).hasValue(1);
                assertThat(worker.done()).isZero();
                await().atMost(PATIENCE).until(() -> broker.count("tasks") == 0);
            }
            assertThat(broker.count("results.j")).isZero();
        }

        @Test
        void the_worker_may_be_there_first() throws Exception {
            client.close();
            broker.stop();
            try (var worker = worker(SHOUT)) {
                broker.startAgain();
                client = broker.client();
                client.send(chunk("a"), "results.j");
                assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("a!"));
                assertThat(worker.done()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Nested
    class A_worker_that_ends {

        @Test
        void in_a_burst_does_so_once_the_queue_is_empty() throws Exception {
            for (int sent = 0; sent < 20; sent++) {
                client.send(new Chunk(new JobName("j"), sent, List.of("x"), 1, null), "results.j");
            }
            try (var worker = Worker.start(settings().withEnd(EndRules.BURST), SHOUT)) {
                assertThat(worker.awaitEnd()).isEqualTo(End.DONE);
                assertThat(worker.done()).isEqualTo(20);
            }
            assertThat(broker.count("results.j")).isEqualTo(20);
        }

        @Test
        void after_a_number_of_tasks_runs_exactly_that_many() throws Exception {
            client.send(chunk("a", "b", "c"), "results.j");
            client.send(chunk("d", "e", "f"), "results.j");
            var end = new EndRules(false, 4L, null);
            var runs = new AtomicInteger();
            try (var worker = Worker.start(settings().withSlots(1).withEnd(end), (Task task) -> {
                runs.incrementAndGet();
                return "";
            })) {
                assertThat(worker.awaitEnd()).isEqualTo(End.DONE);
                assertThat(runs).hasValue(4);
                assertThat(worker.done()).isEqualTo(4);
            }
            assertThat(client.takeReply("results.j").outcomes()).hasOnlyElementsOfType(Outcome.Ok.class);
            assertThat(client.takeReply("results.j").outcomes())
                    .containsExactly(new Outcome.Ok(""), new Outcome.Again("e"), new Outcome.Again("f"));
        }

        @Test
        void at_once_hands_back_what_has_no_result_at_no_cost() throws Exception {
            var started = new CountDownLatch(1);
            client.send(chunk("a", "b", "c"), "results.j");
            try (var worker = worker(task -> {
                if (task.payload().equals("b")) {
                    started.countDown();
                    new CountDownLatch(1).await();
                }
                return task.payload();
            })) {
                started.await();
                worker.abort();
                assertThat(worker.awaitEnd()).isEqualTo(End.STOPPED);
            }
            assertThat(client.takeReply("results.j").outcomes())
                    .containsExactly(new Outcome.Ok("a"), new Outcome.Again("b"), new Outcome.Again("c"));
        }
    }

    @Test
    void a_queue_that_does_not_exist_yet_is_waited_for() throws Exception {
        var settings = settings().withQueue(new QueueName("later"));
        try (var worker = Worker.start(settings, SHOUT)) {
            await().atMost(PATIENCE).until(() -> broker.connections() == 2);
            broker.create("tasks.later");
            client.send("tasks.later", chunk("a"), "results.j");
            assertThat(client.takeReply("results.j").outcomes()).containsExactly(new Outcome.Ok("a!"));
            assertThat(worker.failed()).isZero();
        }
    }

    /** One slot; all messages are there before it begins. */
    @Nested
    class Messages_that_wait {

        private final List<String> run = Collections.synchronizedList(new ArrayList<>());

        private String write(Task task) {
            run.add(task.payload());
            return task.payload();
        }

        /** Everything is run and answered. */
        private void runAll(ServedQueues queues, int messages) throws Exception {
            try (var worker = Worker.start(settings().withSlots(1).withQueues(queues), this::write)) {
                await().atMost(PATIENCE).until(() -> worker.done() == messages);
            }
        }

        private long count(int first, String payload) {
            return run.subList(0, first).stream().filter(payload::equals).count();
        }

        private void fill(String queue, String payload, int count, int priority) throws Exception {
            for (int i = 0; i < count; i++) {
                client.send(queue, chunk(payload), "results.j", priority);
            }
        }

        @Test
        void come_by_their_priority_and_one_of_ten_is_a_lower_one() throws Exception {
            fill("tasks", "low", 12, 1);
            fill("tasks", "high", 90, 8);
            runAll(ServedQueues.only(QueueName.DEFAULT), 102);
            // A slot has two lanes that count for themselves.
            assertThat(run.subList(0, 9)).containsOnly("high");
            assertThat(count(20, "low")).isBetween(1L, 2L);
            assertThat(count(run.lastIndexOf("high"), "low")).isBetween(7L, 10L);
        }

        @Test
        void come_from_the_first_queue_that_has_some() throws Exception {
            serve("gpu", "video");
            fill("tasks.video", "second", 20, 4);
            fill("tasks.gpu", "first", 20, 4);
            runAll(ServedQueues.parse("gpu,video"), 40);
            // One message may be in the hand of the lane that waits, and one in that which looks.
            assertThat(count(22, "first")).isEqualTo(20);
            remove("gpu", "video");
        }

        @Test
        void come_from_queues_with_weights_in_that_proportion() throws Exception {
            serve("gpu", "video");
            fill("tasks.video", "light", 60, 4);
            fill("tasks.gpu", "heavy", 60, 4);
            runAll(ServedQueues.parse("gpu=3,video=1"), 120);
            assertThat(count(40, "heavy")).isBetween(27L, 33L);
            remove("gpu", "video");
        }

        private void serve(String... queues) throws Exception {
            for (var queue : queues) {
                broker.create("tasks." + queue);
            }
        }

        private void remove(String... queues) throws Exception {
            for (var queue : queues) {
                await().atMost(PATIENCE).until(() -> broker.consumers("tasks." + queue) == 0);
                broker.delete("tasks." + queue);
            }
        }

        @Test
        void are_taken_while_another_queue_does_not_exist_and_from_that_too_once_it_does() throws Exception {
            client.send("tasks", chunk("here"), "results.j");
            var settings = settings().withSlots(1).withQueues(ServedQueues.parse("unborn,tasks"));
            try (var worker = Worker.start(settings, this::write)) {
                await().atMost(PATIENCE).until(() -> worker.done() == 1);
                broker.create("tasks.unborn");
                client.send("tasks.unborn", chunk("there"), "results.j");
                await().atMost(PATIENCE).until(() -> worker.done() == 2);
                client.send("tasks", chunk("here"), "results.j");
                await().atMost(PATIENCE).until(() -> worker.done() == 3);
            }
            assertThat(run).containsExactly("here", "there", "here");
            remove("unborn");
        }

        @Test
        void are_all_done_before_a_burst_of_several_queues_ends() throws Exception {
            serve("gpu", "video");
            fill("tasks.gpu", "a", 3, 4);
            fill("tasks.video", "b", 3, 4);
            var settings =
                    settings().withQueues(ServedQueues.parse("gpu,video")).withEnd(EndRules.BURST);
            try (var worker = Worker.start(settings, this::write)) {
                assertThat(worker.awaitEnd()).isEqualTo(End.DONE);
            }
            assertThat(run).hasSize(6);
            remove("gpu", "video");
        }
    }
}
