package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.Retry;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With the rights of the user master. */
class ResendingBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private static final List<Reason> REASONS = List.of(Reason.ERROR, Reason.TIMEOUT, Reason.CRASH);
    private static final Set<Reason> ALL = EnumSet.allOf(Reason.class);

    private final JobBroker jobs = JobBroker.connect(broker.connection(Role.MASTER));
    private JobPlan plan = plan("none");

    /** Each test has a job and a queue of its own. */
    @BeforeEach
    void plan(TestInfo test) {
        plan = plan("job-" + Integer.toUnsignedString(test.getDisplayName().hashCode(), 36));
        jobs.makeQueue(plan.queue());
    }

    private static JobPlan plan(String name) {
        return new JobPlan(new JobName(name), new QueueName(name), 0, null, 7);
    }

    @AfterEach
    void disconnect() {
        jobs.close();
    }

    /** Tasks of every reason in turn, the last index first, in transactions of some. */
    private void fail(JobPlan of, int tasks) {
        try (var inbox = jobs.inbox(of)) {
            IntStream.range(0, tasks).forEach(i -> {
                var reason = REASONS.get(i % 3);
                inbox.deadLetter(new Result(
                        tasks - 1 - i, new Outcome.Failed(reason, "no: 'why'", "task " + (tasks - 1 - i)), 3));
                if (i % 500 == 0) {
                    inbox.commit(CollectCheckpoint.start(of.job(), "-"));
                }
            });
            inbox.commit(CollectCheckpoint.start(of.job(), "-"));
        }
    }

    private CollectCheckpoint begun(Set<Reason> reasons) {
        var begun =
                CollectCheckpoint.start(plan.job(), OutputMark.STANDARD_OUTPUT).with(Retry.of(reasons));
        jobs.write(SubmitCheckpoint.start(plan), begun);
        return begun;
    }

    private List<Long> deadLetters(Set<Reason> reasons) {
        var indexes = new ArrayList<Long>();
        jobs.failed(plan.job(), reasons, failed -> indexes.add(failed.index()));
        return indexes;
    }

    /** Takes all tasks out of the queue. */
    private List<Chunk> tasks() throws Exception {
        var chunks = new ArrayList<Chunk>();
        try (var connection = BrokerConnection.open(
                        broker.connection(Role.WORKER),
                        new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL));
                var session = connection.transactedSession();
                var consumer = session.createConsumer(session.createQueue(Addresses.ofTasks(plan.queue())))) {
            for (var next = consumer.receive(500); next != null; next = consumer.receive(500)) {
                assertThat(next.getJMSPriority()).isEqualTo(7);
                assertThat(replyTo(next)).contains("results." + plan.job());
                chunks.add(TaskMessages.read(next));
            }
            session.commit();
        }
        return chunks;
    }

    private static String replyTo(Message message) throws JMSException {
        return String.valueOf(message.getJMSReplyTo());
    }

    @Test
    void all_failed_tasks_are_sent_as_at_first_and_are_no_dead_letters_any_more() throws Exception {
        fail(plan, 1_203);
        var after = jobs.sendFailedAgain(plan, begun(ALL));
        assertThat(after.retry()).isEqualTo(new Retry(Retry.Phase.COLLECTING, ALL, 1_203));
        assertThat(jobs.checkpoints(plan.job()).collected()).isEqualTo(after);
        assertThat(deadLetters(ALL)).isEmpty();
        assertThat(tasks())
                .extracting(Chunk::first)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 1_203).boxed().toList());
    }

    @Test
    void a_task_begins_again_with_its_first_attempt_and_without_deaths() throws Exception {
        fail(plan, 3);
        jobs.sendFailedAgain(plan, begun(ALL));
        assertThat(tasks()).contains(new Chunk(plan.job(), 2, List.of("task 2"), 1, null, 0));
    }

    @Test
    void those_of_other_reasons_and_jobs_stay() throws Exception {
        var other = plan("other");
        fail(plan, 9);
        fail(other, 3);
        jobs.sendFailedAgain(plan, begun(Set.of(Reason.TIMEOUT, Reason.CRASH)));
        assertThat(tasks()).hasSize(6);
        assertThat(deadLetters(ALL)).containsExactly(8L, 5L, 2L);
        var ofOther = new ArrayList<Result>();
        jobs.failed(other.job(), ALL, ofOther::add);
        assertThat(ofOther).hasSize(3);
    }

    @Test
    void what_a_checkpoint_counts_is_not_sent_again() throws Exception {
        fail(plan, 9);
        var begun = begun(ALL);
        jobs.sendFailedAgain(plan, begun.with(begun.retry().plusSent(7)));
        assertThat(tasks()).extracting(Chunk::first).containsExactly(1L, 0L);
        assertThat(deadLetters(ALL)).isEmpty();
    }

    @Test
    void when_all_are_sent_they_are_only_removed() throws Exception {
        fail(plan, 9);
        var begun = begun(ALL);
        jobs.sendFailedAgain(plan, begun.with(begun.retry().plusSent(9).in(Retry.Phase.REMOVING)));
        assertThat(tasks()).isEmpty();
        assertThat(deadLetters(ALL)).isEmpty();
    }

    @Test
    void a_dead_letter_of_an_unknown_type_is_passed_over() throws Exception {
        UnreadableMessage.send(broker.connection(Role.MASTER), Addresses.DEAD_LETTERS, plan.job(), "error: forged");
        fail(plan, 3);
        assertThat(deadLetters(ALL)).containsExactly(2L, 1L, 0L);
        jobs.sendFailedAgain(plan, begun(ALL));
        assertThat(tasks()).extracting(Chunk::first).containsExactly(2L, 1L, 0L);
    }

    @Test
    void a_backlog_of_others_on_the_disk_does_not_hide_them() throws Exception {
        var other = plan("long");
        try (var inbox = jobs.inbox(other)) {
            var payload = "x".repeat(40_000);
            for (int i = 0; i < 600; i++) {
                inbox.deadLetter(new Result(i, new Outcome.Failed(Reason.ERROR, "no", payload), 1));
                if (i % 100 == 0) {
                    inbox.commit(CollectCheckpoint.start(other.job(), "-"));
                }
            }
            inbox.commit(CollectCheckpoint.start(other.job(), "-"));
        }
        fail(plan, 3);
        jobs.sendFailedAgain(plan, begun(ALL));
        assertThat(tasks()).hasSize(3);
        assertThat(deadLetters(ALL)).isEmpty();
        jobs.forget(other);
    }
}
