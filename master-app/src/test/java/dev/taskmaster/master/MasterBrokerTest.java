package dev.taskmaster.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.TaskFailedException;
import dev.taskmaster.codec.JsonCodec;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.jms.AdminBroker;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import dev.taskmaster.worker.TaskHandler;
import dev.taskmaster.worker.TypedHandler;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A program with a master and a worker inside, each with the rights of its own user. */
@Timeout(120)
class MasterBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory = Path.of("target");

    private final Master master = Master.connect(broker.connection(Role.MASTER));
    private TaskSettings settings = TaskSettings.DEFAULT;
    private JobName name = new JobName("none");
    private @Nullable Worker worker;

    /** Each test has a job and a queue of its own. */
    @BeforeEach
    void name(TestInfo test) {
        var unique = "t" + Integer.toUnsignedString(test.getDisplayName().hashCode(), 36);
        settings = TaskSettings.DEFAULT.withQueue(new QueueName(unique));
        name = new JobName(unique);
    }

    @AfterEach
    void close() {
        master.close();
        if (worker != null) {
            worker.abort();
            worker.close();
        }
    }

    private Worker work(TaskHandler handler) {
        var told = WorkerSettings.of(broker.connection(Role.WORKER))
                .withQueue(settings.queue())
                .withName("north")
                .withSlots(2);
        worker = Worker.start(told, handler);
        return worker;
    }

    private static Result get(CompletableFuture<Result> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString);
    }

    private boolean isForgotten() {
        try (var admin = AdminBroker.connect(broker.connection(Role.MASTER))) {
            return admin.jobs().jobs().stream()
                            .noneMatch(job -> settings.queue().equals(job.queue()))
                    && admin.queues().queues().stream()
                            .noneMatch(queue ->
                                    queue.name().contains(settings.queue().text())
                                            && !queue.name().startsWith("tasks."));
        }
    }

    @Test
    void who_may_not_log_in_hears_it_at_once() {
        var wrong = new ConnectionSettings(broker.connection(Role.MASTER).url(), "master", new Secret("wrong"));
        assertThatExceptionOfType(AccessRefusedException.class).isThrownBy(() -> Master.connect(wrong));
        var nowhere = new ConnectionSettings("tcp://127.0.0.1:1", "master", new Secret("any"));
        assertThatExceptionOfType(BrokerUnreachableException.class).isThrownBy(() -> Master.connect(nowhere));
    }

    @Test
    void a_broker_of_its_own_serves_a_worker_in_the_same_program() {
        var data = BrokerExtension.freshData("MasterOwnBroker");
        try (var own = Master.embedded(data, BrokerExtension.anyPort());
                var inside = Worker.start(
                        WorkerSettings.of(own.workerConnection()).withSlots(1), task -> task.payload() + "!");
                var tasks = own.tasks()) {
            assertThat(get(tasks.submit("a")).text()).isEqualTo("a!");
            Awaitility.await().atMost(PATIENCE).until(() -> inside.done() == 1);
        }
        assertThatIllegalStateException().isThrownBy(master::workerConnection);
    }

    @Nested
    class SingleTasks {

        @Test
        void each_have_their_own_result_when_many_are_out_at_once() {
            work(task -> "<" + task.payload() + ">");
            try (var tasks = master.tasks(settings)) {
                var answers = numbers(5_000).map(tasks::submit).toList();
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(get(answers.get(i)).text()).isEqualTo("<" + i + ">");
                }
                assertThat(get(answers.get(0)).worker()).isEqualTo("north");
            }
            assertThat(isForgotten()).isTrue();
        }

        @Test
        void that_fail_are_a_result_too() {
            work(task -> {
                throw new IllegalStateException("not " + task.payload());
            });
            try (var tasks = master.tasks(settings.withRetries(1))) {
                var result = get(tasks.submit("x"));
                assertThat(result.ok()).isFalse();
                assertThat(result.attempts()).isEqualTo(2);
                assertThat(result.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.reason()).isEqualTo(Reason.ERROR));
                assertThatExceptionOfType(TaskFailedException.class)
                        .isThrownBy(result::text)
                        .withMessageContaining("failed (error) in attempt 2: ")
                        .withMessageContaining("not x");
            }
        }

        @Test
        void tell_that_no_worker_is_there() {
            try (var tasks = master.tasks(settings)) {
                var first = tasks.submit("x");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThatExceptionOfType(TimeoutException.class)
                                .isThrownBy(() -> first.get(10, TimeUnit.MILLISECONDS))
                                .withMessage("no result within 10ms: task 0 is in queue " + settings.queue()
                                        + " or in a worker's hand, in attempt 1 of 3;"
                                        + " no worker is connected to the queue, which has 1 message"));
                var others = numbers(100).map(tasks::submit).toList();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThatExceptionOfType(TimeoutException.class)
                                .isThrownBy(() -> others.get(99).get(10, TimeUnit.MILLISECONDS))
                                .withMessageContaining("that wait in this program for room in queue"));
                tasks.close(Duration.ZERO);
                assertThatExceptionOfType(CancellationException.class).isThrownBy(first::join);
                assertThat(others).allMatch(CompletableFuture::isCompletedExceptionally);
                assertThatIllegalStateException().isThrownBy(() -> tasks.submit("y"));
            }
            assertThat(isForgotten()).isTrue();
        }

        @Test
        void tell_in_which_attempt_they_are() {
            var second = new CountDownLatch(1);
            work(task -> {
                if (task.attempt() == 1) {
                    throw new IllegalStateException("the first time");
                }
                second.await();
                return "done";
            });
            try (var tasks = master.tasks(settings)) {
                var answer = tasks.submit("x");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThatExceptionOfType(TimeoutException.class)
                                .isThrownBy(() -> answer.get(10, TimeUnit.MILLISECONDS))
                                .withMessageContaining("in attempt 2 of 3; the one before: error: ")
                                .withMessageContaining("the first time")
                                .withMessageContaining("connected to the queue, which has 1 message"));
                second.countDown();
                assertThat(get(answer).text()).isEqualTo("done");
            }
        }

        @Test
        void are_waited_for_when_they_are_closed() {
            var go = new CountDownLatch(1);
            work(task -> {
                go.await();
                return task.payload();
            });
            var tasks = master.tasks(settings);
            var answers = numbers(100).map(tasks::submit).toList();
            new Thread(go::countDown).start();
            tasks.close();
            assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
            tasks.close();
        }

        @Test
        void carry_values_of_the_program() throws Exception {
            var pairs = JsonCodec.of(Pair.class);
            var sums = JsonCodec.of(Sum.class);
            work(TypedHandler.of(pairs, sums, pair -> new Sum(Math.addExact(pair.a(), pair.b()))));
            try (var tasks = master.tasks(settings.withRetries(0)).typed(pairs, sums)) {
                assertThat(tasks.submit(new Pair(2, 3)).get(30, TimeUnit.SECONDS))
                        .isEqualTo(new Sum(5));
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() ->
                                tasks.submit(new Pair(Integer.MAX_VALUE, 1)).get(30, TimeUnit.SECONDS))
                        .withCauseInstanceOf(TaskFailedException.class)
                        .withMessageContaining("overflow");
            }
            try (var tasks = master.tasks(settings.withRetries(0))) {
                assertThat(get(tasks.submit("[]"))).asString().contains("the payload is no JSON of a Pair");
            }
        }

        @Test
        void end_with_the_broker_and_can_be_begun_again() {
            var tasks = master.tasks(settings);
            var answer = tasks.submit("x");
            broker.restart();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(BrokerUnreachableException.class);
            tasks.close();
            work(task -> task.payload());
            try (var more = master.tasks(settings)) {
                assertThat(get(more.submit("y")).text()).isEqualTo("y");
            }
        }
    }

    record Pair(int a, int b) {}

    record Sum(int sum) {}

    @Nested
    class AMappedStream {

        @Test
        void has_the_results_in_the_order_of_the_payloads() {
            work(task -> {
                if (task.index() % 100 == 0) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                return task.payload();
            });
            try (var results = master.map(numbers(3_000), settings)) {
                assertThat(results.map(Result::text))
                        .containsExactlyElementsOf(numbers(3_000).toList());
            }
            assertThat(isForgotten()).isTrue();
        }

        @Test
        void has_every_result_once_as_they_come() {
            work(task -> task.payload());
            try (var results = master.mapUnordered(numbers(3_000), settings)) {
                assertThat(results.map(Result::text))
                        .containsExactlyInAnyOrderElementsOf(numbers(3_000).toList());
            }
        }

        @Test
        void may_be_without_an_end_and_reads_only_what_is_needed() {
            work(task -> task.payload());
            var read = new AtomicLong();
            var payloads = Stream.generate(() -> Long.toString(read.getAndIncrement()));
            try (var results = master.map(payloads, settings.withChunk(1))) {
                assertThat(read).hasValue(0);
                assertThat(results.limit(50).map(Result::text))
                        .containsExactlyElementsOf(numbers(50).toList());
            }
            long then = read.get();
            assertThat(then).isLessThan(100_000);
            assertThat(isForgotten()).isTrue();
        }

        @Test
        void sends_a_task_while_the_next_payload_is_still_to_come() {
            work(task -> task.payload() + "+");
            var last = new java.util.concurrent.LinkedBlockingQueue<String>(List.of("a"));
            var payloads = Stream.generate(() -> taken(last));
            try (var results = master.mapUnordered(payloads, settings)) {
                var texts = new ArrayList<String>();
                results.limit(3).forEach(result -> {
                    texts.add(result.text());
                    last.add(result.text());
                });
                assertThat(texts).containsExactly("a+", "a++", "a+++");
            }
        }

        private static String taken(java.util.concurrent.BlockingQueue<String> queue) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void tells_what_is_wrong_with_its_payloads() {
            work(task -> task.payload());
            var payloads = numbers(10).peek(text -> {
                if (text.equals("7")) {
                    throw new UnsupportedOperationException("seven");
                }
            });
            try (var results = master.map(payloads, settings)) {
                assertThatIllegalStateException()
                        .isThrownBy(results::count)
                        .withCauseInstanceOf(UnsupportedOperationException.class);
            }
        }

        @Test
        void ends_with_its_master_and_does_not_look_complete() {
            var read = new AtomicLong();
            work(task -> task.payload());
            try (var results = master.mapUnordered(Stream.generate(() -> "x"), settings)) {
                assertThatExceptionOfType(CancellationException.class)
                        .isThrownBy(() -> results.forEach(result -> {
                            if (read.incrementAndGet() == 5) {
                                new Thread(master::close).start();
                            }
                        }));
            }
        }
    }

    @Nested
    class AJobWithAName {

        private Job job() {
            return master.job(name, settings.withChunk(5));
        }

        @Test
        void hands_out_every_result_once() throws InterruptedException {
            work(task -> task.payload());
            var texts = new ArrayList<String>();
            var tally = job().run(numbers(1_000), result -> texts.add(result.text()));
            assertThat(tally).isEqualTo(new Tally(1_000, 0, 0, 0));
            assertThat(texts).containsExactlyInAnyOrderElementsOf(numbers(1_000).toList());
        }

        @Test
        void goes_on_behind_what_was_acknowledged() throws InterruptedException {
            work(task -> task.payload());
            var acknowledged = new ArrayList<Long>();
            var first = new Flushing(acknowledged) {
                @Override
                public void accept(Result result) {
                    if (acknowledged.size() > 300) {
                        throw new UnsupportedOperationException("enough");
                    }
                    super.accept(result);
                }
            };
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> job().run(numbers(2_000), first));
            // Those of the last flush may not have been acknowledged any more.
            var before = List.copyOf(acknowledged.subList(0, first.beforeLast));
            int end = acknowledged.size();
            var tally = job().run(numbers(2_000), new Flushing(acknowledged));
            assertThat(tally.ok()).isEqualTo(2_000);
            assertThat(acknowledged)
                    .containsAll(numbers(2_000).map(Long::valueOf).toList());
            assertThat(acknowledged.subList(end, acknowledged.size())).doesNotContainAnyElementsOf(before);
        }

        @Test
        void goes_on_in_order_when_its_stream_was_left() {
            work(task -> task.payload());
            var job = job().inOrder(directory.resolve("waiting"));
            List<Long> first;
            try (var results = job.stream(numbers(2_000))) {
                first = results.limit(700).map(Result::index).toList();
            }
            List<Long> second;
            try (var results = job.stream(numbers(2_000))) {
                second = results.map(Result::index).toList();
            }
            assertThat(first).isEqualTo(numbers(700).map(Long::valueOf).toList());
            // It begins where the last acknowledgement was, which is not behind what was read.
            assertThat(second.get(0)).isBetween(0L, 700L);
            assertThat(second)
                    .isEqualTo(numbers(2_000)
                            .map(Long::valueOf)
                            .filter(index -> index >= second.get(0))
                            .toList());
        }

        @Test
        void is_left_alone_when_it_is_finished() throws InterruptedException {
            work(task -> task.payload());
            var tally = job().run(numbers(20), result -> {});
            var again = new ArrayList<Result>();
            assertThat(job().run(numbers(20), again::add)).isEqualTo(tally);
            try (var results = job().stream(numbers(20))) {
                assertThat(results).isEmpty();
            }
            assertThat(again).isEmpty();
            assertThatExceptionOfType(JobConflictException.class)
                    .isThrownBy(() -> job().run(numbers(21), again::add))
                    .withMessageContaining("is finished, and its 20 tasks were others");
            assertThat(job().again().run(numbers(21), again::add).ok()).isEqualTo(21);
            assertThat(again).hasSize(21);
        }

        @Test
        void is_run_by_one_master_at_a_time() throws Exception {
            var running = CompletableFuture.supplyAsync(() -> {
                try {
                    return job().run(numbers(3), result -> {});
                } catch (InterruptedException e) {
                    throw new CancellationException(String.valueOf(e.getMessage()));
                }
            });
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThatExceptionOfType(JobConflictException.class)
                            .isThrownBy(() -> job().stream(numbers(3)).count())
                            .withMessageContaining("being collected by another master"));
            work(task -> task.payload());
            assertThat(running.get(30, TimeUnit.SECONDS).ok()).isEqualTo(3);
        }

        @Test
        void stops_when_its_caller_is_interrupted() {
            var caller = new CompletableFuture<Thread>();
            var ended = CompletableFuture.supplyAsync(() -> {
                caller.complete(Thread.currentThread());
                try {
                    return job().run(numbers(3), result -> {}).toString();
                } catch (InterruptedException e) {
                    return "interrupted";
                }
            });
            caller.join().interrupt();
            assertThat(ended).succeedsWithin(PATIENCE).isEqualTo("interrupted");
        }
    }

    /** Counts as taken what was flushed, as an application does that writes to a disk. */
    private static class Flushing implements ResultConsumer {
        private final List<Long> taken;
        int flushed;
        int beforeLast;

        Flushing(List<Long> taken) {
            this.taken = taken;
            this.flushed = taken.size();
            this.beforeLast = taken.size();
        }

        @Override
        public void accept(Result result) {
            taken.add(result.index());
        }

        @Override
        public void flush() {
            beforeLast = flushed;
            flushed = taken.size();
        }
    }
}
