package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.PropertyNames;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueuesBrokerTest {

    private static final long SOON_MILLIS = 5_000;
    private static final long NOTHING_MILLIS = 100;

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    @AfterEach
    void empty_the_queues() throws Exception {
        try (var admin = PlainJms.connect(broker.connection(Role.ADMIN));
                var session = admin.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            for (var queue : List.of(Addresses.TASKS, Addresses.JOBS, Addresses.DEAD_LETTERS)) {
                PlainJms.manage(session, "queue." + queue, "removeAllMessages");
            }
        }
    }

    @Test
    void a_checkpoint_and_the_ten_tasks_of_its_transaction_survive_a_restart_together() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(true, Session.SESSION_TRANSACTED)) {
            for (int round = 1; round <= 3; round++) {
                for (int task = 0; task < 10; task++) {
                    send(session, Addresses.TASKS, "task " + task);
                }
                sendCheckpoint(session, "job-a", "submitted " + round * 10);
                sendCheckpoint(session, "job-b", "b " + round);
                session.commit();
            }
            send(session, Addresses.TASKS, "never committed");
            sendCheckpoint(session, "job-a", "never committed");
        }

        broker.restart();

        assertThat(browse(Role.MASTER, Addresses.JOBS)).containsExactlyInAnyOrder("submitted 30", "b 3");
        assertThat(browse(Role.ADMIN, Addresses.TASKS)).hasSize(30).doesNotContain("never committed");
    }

    @Test
    void reading_a_checkpoint_does_not_take_it_away() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(true, Session.SESSION_TRANSACTED)) {
            sendCheckpoint(session, "job-a", "state");
            session.commit();
            try (var consumer = session.createConsumer(session.createQueue(Addresses.JOBS))) {
                assertThat(consumer.receive(SOON_MILLIS)).isNotNull();
                session.commit();
            }
        }
        assertThat(browse(Role.MASTER, Addresses.JOBS)).containsExactly("state");
    }

    @Test
    void the_master_removes_the_checkpoint_of_one_job_by_management() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            sendCheckpoint(session, "job-a", "a");
            sendCheckpoint(session, "job-b", "b");
            PlainJms.manage(
                    session, "queue." + Addresses.JOBS, "removeMessages", PropertyNames.LAST_VALUE_KEY + "='job-a'");
        }
        assertThat(browse(Role.MASTER, Addresses.JOBS)).containsExactly("b");
    }

    @Test
    void a_worker_answers_to_the_masters_temporary_queue() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var asking = master.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var worker = PlainJms.connect(broker.connection(Role.WORKER));
                var working = worker.createSession(true, Session.SESSION_TRANSACTED)) {
            var answers = asking.createTemporaryQueue();
            var question = asking.createTextMessage("7");
            question.setJMSReplyTo(answers);
            asking.createProducer(asking.createQueue(Addresses.TASKS)).send(question);

            var task =
                    working.createConsumer(working.createQueue(Addresses.TASKS)).receive(SOON_MILLIS);
            working.createProducer(task.getJMSReplyTo()).send(working.createTextMessage("49"));
            working.commit();

            var answer = asking.createConsumer(answers).receive(SOON_MILLIS);
            assertThat(((TextMessage) answer).getText()).isEqualTo("49");
            assertThat(answer.getStringProperty("JMSXUserID")).isEqualTo("worker");
        }
    }

    @Test
    void a_worker_makes_no_temporary_queue() throws Exception {
        try (var worker = PlainJms.connect(broker.connection(Role.WORKER));
                var session = worker.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThatThrownBy(session::createTemporaryQueue).isInstanceOf(JMSSecurityException.class);
        }
    }

    @Test
    void a_jobs_empty_result_queue_survives_a_restart_and_goes_with_its_address_when_the_master_deletes_it()
            throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            PlainJms.createQueue(session, "results.job-7");
            // A queue that goes when nobody uses it would go now.
            session.createConsumer(session.createQueue("results.job-7")).close();
        }

        broker.restart();

        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThat(PlainJms.addresses(session)).contains("results.job-7");
            session.createConsumer(session.createQueue("results.job-7")).close();
            PlainJms.deleteQueue(session, "results.job-7");
            assertThat(PlainJms.addresses(session)).doesNotContain("results.job-7");
        }
    }

    @Test
    void a_misspelt_queue_is_an_error_and_is_not_made() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            assertThatThrownBy(() -> send(session, "tasks.mispelt", "x")).isInstanceOf(JMSException.class);
            assertThat(PlainJms.addresses(session)).doesNotContain("tasks.mispelt");
        }
    }

    @Test
    void a_task_that_is_rolled_back_comes_again_only_after_the_brokers_delay() throws Exception {
        try (var master = PlainJms.connect(broker.connection(Role.MASTER));
                var session = master.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            send(session, Addresses.TASKS, "x");
        }
        try (var worker = PlainJms.connect(broker.connection(Role.WORKER));
                var session = worker.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(Addresses.TASKS))) {
            assertThat(consumer.receive(SOON_MILLIS)).isNotNull();
            session.rollback();
            assertThat(consumer.receive(NOTHING_MILLIS)).isNull();
            var again = consumer.receive(SOON_MILLIS);
            assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            session.commit();
        }
    }

    private static void send(Session session, String queue, String text) throws JMSException {
        try (var producer = session.createProducer(session.createQueue(queue))) {
            producer.send(session.createTextMessage(text));
        }
    }

    private static void sendCheckpoint(Session session, String job, String text) throws JMSException {
        try (var producer = session.createProducer(session.createQueue(Addresses.JOBS))) {
            var message = session.createTextMessage(text);
            message.setStringProperty(PropertyNames.LAST_VALUE_KEY, job);
            producer.send(message);
        }
    }

    private static List<String> browse(Role role, String queue) throws JMSException {
        try (var connection = PlainJms.connect(broker.connection(role));
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var browser = session.createBrowser(session.createQueue(queue))) {
            var texts = new ArrayList<String>();
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                texts.add(((TextMessage) messages.nextElement()).getText());
            }
            return texts;
        }
    }
}
