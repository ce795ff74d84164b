package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that looks full, because the broker is told to keep more free than any disk has. */
class FullDiskBrokerTest {

    private static final String MIN_DISK_FREE = "taskmaster.min-disk-free";
    private static final long SOON_MILLIS = 5_000;
    private static final long NOTHING_MILLIS = 500;

    private final EmbeddedSettings settings =
            new EmbeddedSettings(BrokerExtension.freshData("FullDiskBrokerTest"), BrokerExtension.anyPort());
    private EmbeddedBroker broker = EmbeddedBroker.start(settings);

    @BeforeAll
    static void log_as_the_command_does() {
        Logging.start(LogFormat.HUMAN, false);
    }

    @BeforeEach
    void fill_the_disk_behind_a_waiting_task() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            send(session, "tasks");
        }
        broker.close();
        System.setProperty(MIN_DISK_FREE, "1000000G");
        broker = EmbeddedBroker.start(settings);
        try (var admin = PlainJms.connect(broker.connection(Role.ADMIN))) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isRefused(admin));
        }
    }

    @AfterEach
    void close() {
        broker.close();
        System.clearProperty(MIN_DISK_FREE);
    }

    @AfterAll
    static void clear() {
        System.clearProperty(MIN_DISK_FREE);
    }

    @Test
    void senders_are_refused_at_once_and_reading_goes_on() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(true, Session.SESSION_TRANSACTED)) {
            assertThatThrownBy(() -> send(session, "tasks"))
                    .isInstanceOf(JMSException.class)
                    .hasCauseInstanceOf(ActiveMQAddressFullException.class);
        }
        try (var worker = PlainJms.connect(broker.connection(Role.WORKER));
                var session = worker.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue("tasks"))) {
            assertThat(consumer.receive(SOON_MILLIS)).isNotNull();
            session.commit();
        }
    }

    @Test
    void a_worker_waits_with_its_answer_and_its_task_comes_back_when_the_broker_is_stopped() throws Exception {
        var worker = PlainJms.connect(broker.connection(Role.WORKER));
        var answering = CompletableFuture.runAsync(() -> {
            try (var session = worker.createSession(true, Session.SESSION_TRANSACTED);
                    var consumer = session.createConsumer(session.createQueue("tasks"))) {
                assertThat(consumer.receive(SOON_MILLIS)).isNotNull();
                send(session, "results");
                session.commit();
            } catch (JMSException e) {
                throw new CompletionException(e);
            }
        });
        assertThatThrownBy(() -> answering.get(NOTHING_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        broker.close();
        assertThat(answering).failsWithin(Duration.ofSeconds(10));
        worker.close();

        System.clearProperty(MIN_DISK_FREE);
        broker = EmbeddedBroker.start(settings);
        try (var again = PlainJms.connect(broker.connection(Role.WORKER));
                var session = again.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue("tasks"))) {
            assertThat(consumer.receive(SOON_MILLIS)).isNotNull();
            session.commit();
        }
    }

    @Test
    void the_master_can_still_ask_how_things_stand() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            var count = PlainJms.manage(session, "queue.tasks", "countMessages");
            assertThat(JMSManagementHelper.hasOperationSucceeded(count)).isTrue();
        }
    }

    private static boolean isRefused(Connection connection) throws JMSException {
        try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            send(session, "tasks");
            return false;
        } catch (JMSException e) {
            return e.getCause() instanceof ActiveMQAddressFullException;
        }
    }

    private static void send(Session session, String queue) throws JMSException {
        try (var producer = session.createProducer(session.createQueue(queue))) {
            producer.send(session.createTextMessage("x"));
        }
    }
}
