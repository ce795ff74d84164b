package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.task.Reason;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskCountingBrokerTest {

    private static final Map<String, Object> TASKS = Map.of("job", "j", "first", 0L, "count", 10, "attempt", 1);
    private static final Map<String, Object> RESULTS =
            Map.of("job", "j", "count", 10, "attempt", 1, "run_micros", 8_000L, "failed", 1, "again", 2);

    private EmbeddedBroker broker;
    private Connection connection;
    private Session session;
    private Seen before;

    /** All counts at a moment: the broker is one for all tests. */
    private record Seen(long submitted, long retried, long ok, long failed, long again, long timeouts) {

        static Seen of(TaskCounts counts) {
            var queue = counts.queue("tasks");
            return new Seen(
                    queue.submitted(),
                    queue.retried(),
                    counts.ok(),
                    counts.failed(),
                    counts.again(),
                    counts.failedForGoodBy(Reason.TIMEOUT));
        }

        Seen since(Seen then) {
            return new Seen(
                    submitted - then.submitted,
                    retried - then.retried,
                    ok - then.ok,
                    failed - then.failed,
                    again - then.again,
                    timeouts - then.timeouts);
        }
    }

    @BeforeAll
    void start() throws JMSException {
        Logging.start(LogFormat.HUMAN, false);
        var settings =
                new EmbeddedSettings(BrokerExtension.freshData("TaskCountingBrokerTest"), BrokerExtension.anyPort());
        broker = EmbeddedBroker.start(settings.withMeters());
        connection = PlainJms.connect(broker.connection(Role.ADMIN));
    }

    @AfterAll
    void close() throws JMSException {
        connection.close();
        broker.close();
    }

    @BeforeEach
    void look() throws JMSException {
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        before = Seen.of(broker.tasks());
    }

    @AfterEach
    void leave() throws JMSException {
        session.close();
    }

    private void send(Session by, String queue, Map<String, Object> properties) throws JMSException {
        TextMessage message = by.createTextMessage("nobody looks into it");
        for (var property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        try (var producer = by.createProducer(by.createQueue(queue))) {
            producer.send(message);
        }
    }

    private Seen counted() {
        return Seen.of(broker.tasks()).since(before);
    }

    private static Seen nothing() {
        return new Seen(0, 0, 0, 0, 0, 0);
    }

    @Nested
    class A_transaction {

        @Test
        void counts_when_it_is_committed_and_not_before() throws JMSException {
            send(session, "tasks", TASKS);
            send(session, "results", RESULTS);
            assertThat(counted()).isEqualTo(nothing());
            session.commit();
            assertThat(counted()).isEqualTo(new Seen(10, 0, 7, 1, 2, 0));
        }

        @Test
        void that_is_rolled_back_counts_nothing() throws JMSException {
            send(session, "tasks", TASKS);
            send(session, "results", RESULTS);
            session.rollback();
            session.commit();
            assertThat(counted()).isEqualTo(nothing());
        }
    }

    @Test
    void without_a_transaction_a_message_counts_at_once() throws JMSException {
        try (var plain = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            send(plain, "tasks", TASKS);
        }
        assertThat(counted()).isEqualTo(new Seen(10, 0, 0, 0, 0, 0));
    }

    @Test
    void numbers_may_come_as_their_digits_as_they_do_over_stomp() throws JMSException {
        send(session, "results", Map.of("job", "j", "count", "10", "run_micros", "8000", "failed", "1", "again", "2"));
        send(session, "results", Map.of("job", "j", "count", "10", "run_micros", "soon"));
        send(session, "results", Map.of("job", "j", "count", "ten", "run_micros", "8000"));
        session.commit();
        assertThat(counted()).isEqualTo(new Seen(0, 0, 7, 1, 2, 0));
    }

    @Test
    void tasks_that_are_sent_again_are_retried_or_handed_back_and_not_submitted() throws JMSException {
        send(session, "tasks", Map.of("job", "j", "count", 4, "attempt", 2, "again", 4));
        send(session, "tasks", Map.of("job", "j", "count", 3, "attempt", 1, "again", 3));
        session.commit();
        assertThat(counted()).isEqualTo(new Seen(0, 4, 0, 0, 0, 0));
    }

    @Test
    void a_dead_letter_counts_for_its_reason() throws JMSException {
        send(session, "DLQ", Map.of("job", "j", "count", 1, "attempt", 3, "failed", "timeout: took longer than 1s"));
        session.commit();
        assertThat(counted()).isEqualTo(new Seen(0, 0, 0, 0, 0, 1));
    }

    @Test
    void what_breaks_the_contract_or_has_no_job_is_nobodys_and_does_no_harm() throws JMSException {
        send(session, "tasks", Map.of());
        send(session, "tasks", Map.of("job", "j", "count", "many"));
        send(session, "tasks", Map.of("job", "j", "count", -1));
        send(session, "tasks", Map.of("job", "j", "count", 1, "attempt", 1, "again", 2));
        send(session, "results", Map.of("job", "j", "count", 1, "run_micros", 1L, "failed", 2));
        send(session, "results", Map.of("job", "j", "count", 1, "run_micros", -1L));
        send(session, "jobs", Map.of("key", "k", "job", "j"));
        session.commit();
        assertThat(counted()).isEqualTo(nothing());
    }
}
