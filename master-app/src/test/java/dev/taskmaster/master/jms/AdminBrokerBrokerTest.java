package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.ExitStatus;
import dev.taskmaster.NotFoundException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.master.admin.FailedTask;
import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.master.admin.WorkerState;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.WorkerReport;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything with the rights of the user master. */
class AdminBrokerBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AdminBroker admin = AdminBroker.connect(broker.connection(Role.MASTER));
    private JobBroker jobs = JobBroker.connect(broker.connection(Role.MASTER));
    private JobPlan plan = plan("none");

    /** Each test has a job and a queue of its own. */
    @BeforeEach
    void plan(TestInfo test) {
        plan = plan("job-" + Integer.toUnsignedString(test.getDisplayName().hashCode(), 36));
    }

    private static JobPlan plan(String name) {
        return new JobPlan(new JobName(name), new QueueName(name), 0, null, JobPlan.DEFAULT_PRIORITY);
    }

    @AfterEach
    void disconnect() {
        admin.close();
        jobs.close();
    }

    private String address() {
        return Addresses.ofTasks(plan.queue());
    }

    private void submit(int messages) {
        try (var outbox = jobs.outbox(plan)) {
            IntStream.range(0, messages)
                    .forEach(i -> outbox.send(new Chunk(plan.job(), i, List.of("task " + i), 1, null)));
            outbox.commit(new SubmitCheckpoint(plan, messages, "", true));
        }
    }

    private void fail(int tasks) {
        try (var inbox = jobs.inbox(plan)) {
            IntStream.range(0, tasks)
                    .forEach(i -> inbox.deadLetter(
                            new Result(i, new Outcome.Failed(Reason.TIMEOUT, "after 1s", "task " + i), 3)));
            inbox.commit(
                    new CollectCheckpoint(plan.job(), "", new Tally(1, 0, tasks, 0), OutputMark.start("-"), false));
        }
    }

    private Worker worker(CountDownLatch go) {
        var settings = WorkerSettings.of(broker.connection(Role.WORKER))
                .withName("rack/north")
                .withSlots(3)
                .withQueue(plan.queue());
        return Worker.start(settings, task -> {
            go.await();
            return task.payload();
        });
    }

    private QueueState queue() {
        return admin.queues().queues().stream()
                .filter(queue -> queue.name().equals(address()))
                .findFirst()
                .orElseThrow();
    }

    private List<WorkerState> workers() {
        return admin.workers().workers().stream()
                .filter(worker -> worker.queue().equals(address()))
                .toList();
    }

    @Test
    void it_shows_taskmasters_queues_and_no_temporary_ones() {
        submit(1);
        assertThat(admin.queues().queues())
                .extracting(QueueState::name)
                .contains("tasks", address(), "results", "results." + plan.job(), "jobs", "DLQ", "ExpiryQueue")
                .allMatch(QueueState::isOurs);
    }

    @Test
    void it_shows_what_waits_in_a_queue() {
        submit(5);
        assertThat(queue()).isEqualTo(new QueueState(address(), 5, 0, 0, 0, 5, 0, false));
    }

    @Test
    void it_shows_a_worker_by_its_name_with_what_it_has_in_hand() {
        submit(20);
        var go = new CountDownLatch(1);
        var before = Instant.now().minusSeconds(1);
        try (var worker = worker(go)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(workers())
                            .singleElement()
                            .matches(seen -> seen.inHand() >= 3)
                            .matches(seen -> seen.inHand() == queue().delivering()));
            assertThat(workers()).singleElement().satisfies(seen -> {
                assertThat(seen.name()).isEqualTo(worker.settings().name());
                assertThat(seen.slots()).isEqualTo(3);
                assertThat(seen.consumers()).isBetween(3, 6);
                assertThat(seen.user()).isEqualTo("worker");
                assertThat(seen.address()).contains("127.0.0.1");
                assertThat(seen.since()).isBetween(before, Instant.now().plusSeconds(1));
            });
            go.countDown();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() ->
                            queue().acknowledged() == 20 && workers().get(0).inHand() == 0);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> workers().isEmpty());
    }

    @Test
    void it_shows_what_a_worker_says_of_itself() {
        submit(4);
        var go = new CountDownLatch(1);
        try (var worker = worker(go)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(report()).satisfies(said -> {
                        assertThat(said.running()).isEqualTo(3);
                        assertThat(said.done()).isZero();
                        assertThat(said.longest()).isNotNull();
                        assertThat(said.longest().task()).startsWith(plan.job() + ":");
                    }));
            go.countDown();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(report()).satisfies(said -> {
                        assertThat(said.running()).isZero();
                        assertThat(said.done()).isEqualTo(worker.done()).isEqualTo(4);
                        assertThat(said.failed()).isZero();
                        assertThat(said.longest()).isNull();
                        assertThat(said.at()).isBetween(Instant.now().minusSeconds(30), Instant.now());
                    }));
        }
    }

    private WorkerReport report() {
        var seen = workers();
        assertThat(seen).singleElement().extracting(WorkerState::report).isNotNull();
        return Objects.requireNonNull(seen.get(0).report());
    }

    @Test
    void it_shows_a_worker_that_waits_for_its_queue_to_be_made() {
        try (var worker = worker(new CountDownLatch(1))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(admin.workers().workers()).anySatisfy(seen -> {
                        assertThat(seen.name()).isEqualTo(worker.settings().name());
                        assertThat(seen.queue()).isEmpty();
                        assertThat(seen.consumers()).isZero();
                    }));
        }
    }

    @Test
    void it_shows_how_far_a_job_is() {
        submit(5);
        fail(2);
        assertThat(admin.jobs().jobs())
                .contains(new JobState(plan.job(), plan.queue(), JobState.Phase.RUNNING, 5, new Tally(1, 0, 2, 0)));
    }

    @Test
    void it_shows_failed_tasks_of_one_job_up_to_a_limit() {
        fail(3);
        var all = admin.failed(plan.job(), 3);
        assertThat(all.failed())
                .hasSize(3)
                .contains(new FailedTask(plan.job().text(), 2L, 3, "timeout", "after 1s", "task 2"));
        assertThat(all.more()).isFalse();
        var some = admin.failed(plan.job(), 2);
        assertThat(some.failed()).extracting(FailedTask::index).containsExactly(0L, 1L);
        assertThat(some.more()).isTrue();
        assertThat(admin.failed(new JobName("other"), 10).failed()).isEmpty();
        assertThat(admin.failed(null, 1_000).failed()).containsAll(all.failed());
    }

    @Test
    void it_shows_what_is_no_task_among_the_failed() throws Exception {
        try (var connection = BrokerConnection.open(
                        broker.connection(Role.MASTER),
                        new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL));
                var session = connection.transactedSession()) {
            var producer = session.createProducer(session.createQueue(Addresses.DEAD_LETTERS));
            producer.send(session.createTextMessage("no task"));
            session.commit();
        }
        assertThat(admin.failed(null, 1_000).failed())
                .contains(new FailedTask(
                        null, null, null, "malformed", "no master and no broker has put it here", "no task"));
    }

    @Test
    void it_shows_a_dead_letter_of_an_unknown_type_without_its_body_and_those_behind_it() throws Exception {
        UnreadableMessage.send(broker.connection(Role.MASTER), Addresses.DEAD_LETTERS, plan.job(), "no reason");
        fail(1);
        assertThat(admin.failed(plan.job(), 10).failed())
                .extracting(FailedTask::reason, FailedTask::task)
                .containsExactly(tuple("malformed", ""), tuple("timeout", "task 0"));
    }

    @Test
    void a_message_of_an_unknown_type_among_the_checkpoints_hides_no_job() throws Exception {
        UnreadableMessage.send(broker.connection(Role.MASTER), Addresses.JOBS, plan.job(), "no checkpoint");
        submit(1);
        assertThat(admin.jobs().jobs()).anySatisfy(job -> assertThat(job.job()).isEqualTo(plan.job()));
    }

    @Test
    void it_shows_a_raw_task_that_the_broker_gave_up() throws Exception {
        jobs.makeQueue(plan.queue());
        var giveUp = "sendMessagesToDeadLetterAddress";
        try (var connection = BrokerConnection.open(
                        broker.connection(Role.MASTER),
                        new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL));
                var session = connection.transactedSession()) {
            session.createProducer(session.createQueue(address())).send(session.createTextMessage("raw"));
            session.commit();
            var request = session.createMessage();
            JMSManagementHelper.putOperationInvocation(request, ResourceNames.QUEUE + address(), giveUp, "");
            session.createProducer(session.createQueue("activemq.management")).send(request);
            session.commit();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.failed(null, 1_000).failed())
                        .contains(new FailedTask(
                                null, null, null, "broker", "given up by the broker in " + address(), "raw")));
    }

    @Test
    void it_shows_the_broker_at_a_glance() {
        submit(5);
        var overview = admin.overview();
        assertThat(overview.version()).startsWith("2.");
        assertThat(overview.uptime()).isPositive();
        assertThat(overview.url()).isEqualTo(broker.connection(Role.MASTER).url());
        assertThat(overview.queues().waiting(address())).isEqualTo(5);
        assertThat(overview.jobs().jobs()).extracting(JobState::job).contains(plan.job());
    }

    @Test
    void a_paused_queue_gives_nothing_out_until_it_is_resumed() {
        submit(3);
        admin.pause(plan.queue());
        assertThat(queue().paused()).isTrue();
        try (var worker = worker(new CountDownLatch(0))) {
            Awaitility.await().atMost(PATIENCE).until(() -> workers().size() == 1);
            Awaitility.await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> queue().waiting() == 3);
            admin.resume(plan.queue());
            Awaitility.await().atMost(PATIENCE).until(() -> worker.done() == 3);
        }
        assertThat(queue().paused()).isFalse();
    }

    @Test
    void a_paused_queue_stays_paused_when_the_broker_starts_again() {
        submit(1);
        admin.pause(plan.queue());
        admin.close();
        jobs.close();
        broker.restart();
        admin = AdminBroker.connect(broker.connection(Role.MASTER));
        jobs = JobBroker.connect(broker.connection(Role.MASTER));
        assertThat(queue().paused()).isTrue();
        admin.resume(plan.queue());
        assertThat(queue().paused()).isFalse();
    }

    @Test
    void a_purged_queue_is_empty() {
        submit(4);
        assertThat(admin.waiting(plan.queue())).isEqualTo(4);
        assertThat(admin.purge(plan.queue())).isEqualTo(4);
        assertThat(admin.waiting(plan.queue())).isZero();
        assertThat(admin.purge(plan.queue())).isZero();
    }

    @Test
    void a_cancelled_job_leaves_nothing() {
        submit(3);
        fail(2);
        admin.cancel(plan.job());
        assertThat(jobs.checkpoints(plan.job())).isEqualTo(new Checkpoints(null, null));
        assertThat(queue().waiting()).isZero();
        assertThat(admin.failed(plan.job(), 10).failed()).isEmpty();
        assertThat(admin.queues().queues()).extracting(QueueState::name).doesNotContain("results." + plan.job());
        assertThatThrownBy(() -> admin.cancel(plan.job()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no job " + plan.job());
    }

    @Test
    void a_job_can_be_run_under_its_name_again_after_it_was_cancelled() {
        submit(1);
        admin.cancel(plan.job());
        submit(2);
        try (var slots = jobs.slotCount(plan)) {
            assertThat(slots.getAsInt()).isZero();
        }
        assertThat(queue().waiting()).isEqualTo(2);
    }

    @Test
    void a_queue_that_is_not_there_is_not_found() {
        assertThatThrownBy(() -> admin.pause(plan.queue()))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.JOB_CONFLICT))
                .hasMessageContaining("no task queue " + plan.queue());
        assertThatThrownBy(() -> admin.purge(plan.queue())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_workers_user_may_not_look() {
        try (var worker = AdminBroker.connect(broker.connection(Role.WORKER))) {
            assertThatThrownBy(worker::queues)
                    .isInstanceOf(AccessRefusedException.class)
                    .hasMessageContaining("may not look at the queues");
            assertThatThrownBy(worker::jobs).isInstanceOf(AccessRefusedException.class);
        }
    }
}
