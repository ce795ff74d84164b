package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.jms.Queues;
import dev.taskmaster.jms.ReplyMessages;
import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.jms.JobBroker;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.QueueName;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STOMP is another door to the same rooms: who may do what is the same, and a message is the same on both sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StompBrokerTest {

    private static final long SOON_MILLIS = 5_000;
    private static final long NOW_MILLIS = 500;
    private static final JobName JOB = new JobName("stomped");
    private static final String RESULTS = "results." + JOB;

    private final Path data = BrokerExtension.freshData(getClass().getSimpleName());
    private EmbeddedBroker broker;
    private JobBroker jobs;
    private Connection admin;
    private Session session;

    @BeforeAll
    void start() throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        broker = EmbeddedBroker.start(settings());
        jobs = JobBroker.connect(broker.connection(Role.MASTER));
        admin = PlainJms.connect(broker.connection(Role.ADMIN));
        session = admin.createSession(false, Session.AUTO_ACKNOWLEDGE);
        PlainJms.createQueue(session, RESULTS);
    }

    EmbeddedSettings settings() {
        return new EmbeddedSettings(data, BrokerExtension.anyPort()).withStomp(BrokerExtension.anyPort());
    }

    @AfterAll
    void close() throws JMSException {
        jobs.close();
        admin.close();
        broker.close();
    }

    /** What a worker that has hung up had in hand comes back when the broker notices. */
    @AfterEach
    void empty_the_queues() {
        Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
            for (var queue : List.of("tasks", "results", RESULTS)) {
                Message left;
                do {
                    left = receive(queue, 1);
                } while (left != null);
            }
            return jobs.messages(QueueName.DEFAULT) == 0;
        });
    }

    private StompClient connected(Role role) throws IOException {
        return StompClient.connected(place(), broker.connection(role));
    }

    private HostPort place() {
        var place = broker.stomp();
        assertThat(place).isNotNull();
        return place;
    }

    private Message receive(String queue, long millis) throws JMSException {
        try (var consumer = session.createConsumer(session.createQueue(queue))) {
            return consumer.receive(millis);
        }
    }

    private void send(Chunk chunk) throws JMSException {
        var message = TaskMessages.write(session, chunk);
        message.setJMSReplyTo(session.createQueue(RESULTS));
        try (var producer = session.createProducer(session.createQueue("tasks"))) {
            producer.send(message);
        }
    }

    private static Map<String, String> reply(StompClient.Frame task) {
        var headers = new HashMap<String, String>();
        for (var name : List.of("correlation-id", "job", "first", "count", "attempt")) {
            headers.put(name, task.headers().get(name));
        }
        headers.putAll(Map.of("destination", task.headers().get("reply-to"), "persistent", "true"));
        headers.putAll(Map.of("worker", "somebody", "run_micros", "7"));
        return headers;
    }

    @ParameterizedTest(name = "{0} may {1} {2}: {3}")
    @CsvSource({
        "WORKER, SUBSCRIBE, tasks, true",
        "WORKER, SEND, results, true",
        "WORKER, SEND, results.stomped, true",
        "WORKER, SEND, tasks, false",
        "WORKER, SEND, jobs, false",
        "WORKER, SEND, DLQ, false",
        "WORKER, SEND, activemq.management, false",
        "WORKER, SUBSCRIBE, results.stomped, false",
        "WORKER, SUBSCRIBE, results, false",
        "WORKER, SUBSCRIBE, jobs, false",
        "WORKER, SUBSCRIBE, DLQ, false",
        "WORKER, SEND, queue://tasks, false",
        "WORKER, SEND, nowhere, false",
        "WORKER, SUBSCRIBE, tasks.nowhere, false",
        "MASTER, SEND, tasks, true",
        "MASTER, SUBSCRIBE, results, true",
        "MASTER, SUBSCRIBE, tasks, false",
        "MASTER, SEND, results, false",
        "MASTER, SEND, nowhere, false",
        "ADMIN, SEND, nowhere, false",
    })
    void a_user_may_do_what_it_may_do_elsewhere(Role role, String command, String destination, boolean allowed)
            throws Exception {
        try (var client = connected(role)) {
            var answer = command.equals("SEND")
                    ? client.ask("SEND", Map.of("destination", destination), "x")
                    : client.subscribe(destination);
            assertThat(answer.command()).as(answer.toString()).isEqualTo(allowed ? "RECEIPT" : "ERROR");
        }
        assertThat(PlainJms.addresses(session)).doesNotContain("nowhere", "tasks.nowhere");
    }

    @Nested
    class Nobody {

        @Test
        void gets_in_with_a_wrong_password_or_none() throws IOException {
            var login = broker.connection(Role.WORKER);
            for (var password : List.of("wrong", "")) {
                try (var client = StompClient.open(place(), login)) {
                    var answer = client.connect("worker", password);
                    assertThat(answer.command()).isEqualTo("ERROR");
                    assertThatThrownBy(client::next).isInstanceOf(IOException.class);
                }
            }
        }

        @Test
        void does_anything_before_the_login() throws IOException {
            try (var client = StompClient.open(place(), broker.connection(Role.WORKER))) {
                // Not seen as STOMP at all: a connection begins with CONNECT.
                client.send("SUBSCRIBE", Map.of("id", "0", "destination", "tasks"), "");
                assertThatThrownBy(client::next).isInstanceOfAny(EOFException.class, SocketTimeoutException.class);
            }
        }

        @Test
        void speaks_one_protocol_at_the_door_of_the_other() throws Exception {
            var login = broker.connection(Role.WORKER);
            try (var client = StompClient.open(broker.listen(), login)) {
                assertThatThrownBy(
                                () -> client.connect("worker", login.password().reveal()))
                        .isInstanceOf(IOException.class);
            }
            var elsewhere =
                    login.withUrl(login.url().replace(":" + broker.listen().port(), ":" + place().port())
                            + (login.tls() == null ? "?" : "&") + "initialConnectAttempts=1&callTimeout=1000");
            assertThatThrownBy(() -> PlainJms.connect(elsewhere)).isInstanceOf(JMSException.class);
        }

        @Test
        void stays_in_with_a_password_that_is_not_valid_any_more() throws Exception {
            var users = Users.of(data);
            var name = new UserName("host7");
            var file = users.setPassword(name, Role.WORKER, Passwords.random(new SecureRandom()));
            var login = Accounts.connection(file, "host7");
            try (var client = StompClient.connected(place(), login)) {
                assertThat(client.subscribe("tasks").command()).isEqualTo("RECEIPT");
                users.setPassword(name, null, Passwords.random(new SecureRandom()));
                assertThatThrownBy(() -> {
                            while (true) {
                                client.next();
                            }
                        })
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @Nested
    class A_task {

        @Test
        void has_its_properties_as_headers_and_its_answer_is_one_of_the_contract() throws Exception {
            send(new Chunk(JOB, 40, List.of("ä:\n", "\"two\""), 2, Duration.ofSeconds(5), 1));
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                var task = worker.next();
                assertThat(task.body()).isEqualTo("[\"ä:\\n\",\"\\\"two\\\"\"]");
                assertThat(task.headers())
                        .containsEntry("job", "stomped")
                        .containsEntry("first", "40")
                        .containsEntry("count", "2")
                        .containsEntry("attempt", "2")
                        .containsEntry("crashes", "1")
                        .containsEntry("timeout_ms", "5000")
                        .containsEntry("correlation-id", "stomped:40")
                        .containsEntry("redelivered", "false")
                        .containsEntry("reply-to", "queue://" + RESULTS);
                var body = "[{\"ok\":\"ä\"},{\"failed\":\"timeout: too long\",\"task\":\"two\"}]";
                assertThat(worker.ask("SEND", reply(task), body).command()).isEqualTo("RECEIPT");
                assertThat(worker.ask("ACK", Map.of("id", task.headers().get("ack")), "")
                                .command())
                        .isEqualTo("RECEIPT");
            }
            var message = receive(RESULTS, SOON_MILLIS);
            assertThat(message).isInstanceOf(TextMessage.class);
            assertThat(message.getJMSCorrelationID()).isEqualTo("stomped:40");
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(message.getStringProperty("JMSXUserID")).isEqualTo("worker");
            var reply = ReplyMessages.read(message);
            assertThat(reply.first()).isEqualTo(40);
            assertThat(reply.attempt()).isEqualTo(2);
            assertThat(reply.runMicros()).isEqualTo(7);
            assertThat(reply.outcomes()).first().isEqualTo(new Outcome.Ok("ä"));
            assertThat(receive("tasks", 1)).isNull();
        }

        @Test
        void whose_answer_has_a_number_that_is_none_is_told_apart() throws Exception {
            send(new Chunk(JOB, 0, List.of("x"), 1, null));
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                var reply = reply(worker.next());
                reply.put("first", "0x10");
                worker.ask("SEND", reply, "[{\"ok\":\"x\"}]");
            }
            var message = receive(RESULTS, SOON_MILLIS);
            assertThatThrownBy(() -> ReplyMessages.read(message))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("first");
        }

        @Test
        void comes_back_with_a_mark_when_its_worker_is_gone_without_one() throws Exception {
            send(new Chunk(JOB, 0, List.of("x"), 1, null));
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                assertThat(worker.next().headers()).containsEntry("redelivered", "false");
            }
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                assertThat(worker.next().headers()).containsEntry("redelivered", "true");
            }
            var again = receive("tasks", SOON_MILLIS);
            assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(3);
        }

        @Test
        void comes_back_without_a_mark_when_its_worker_unsubscribes() throws Exception {
            send(new Chunk(JOB, 0, List.of("x"), 1, null));
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                worker.next();
                assertThat(worker.ask("UNSUBSCRIBE", Map.of("id", "0"), "").command())
                        .isEqualTo("RECEIPT");
                worker.subscribe("tasks");
                assertThat(worker.next().headers()).containsEntry("redelivered", "false");
            }
        }

        @Test
        void comes_alone_until_it_is_acknowledged() throws Exception {
            send(new Chunk(JOB, 0, List.of("x"), 1, null));
            send(new Chunk(JOB, 1, List.of("y"), 1, null));
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                var first = worker.next();
                assertThat(receive("tasks", SOON_MILLIS)).as("the second").isNotNull();
                send(new Chunk(JOB, 2, List.of("z"), 1, null));
                worker.send("ACK", Map.of("id", first.headers().get("ack")), "");
                assertThat(worker.next().headers()).containsEntry("first", "2");
            }
        }

        @Test
        void of_a_job_that_is_gone_costs_the_connection_and_is_known_when_it_comes_back() throws Exception {
            var message = TaskMessages.write(session, new Chunk(new JobName("gone"), 0, List.of("x"), 1, null));
            message.setJMSReplyTo(Queues.of("results.gone"));
            try (var producer = session.createProducer(session.createQueue("tasks"))) {
                producer.send(message);
            }
            String id;
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                var task = worker.next();
                id = id(task);
                var answer = worker.ask("SEND", reply(task), "[{\"ok\":\"x\"}]");
                assertThat(answer.command()).isEqualTo("ERROR");
                assertThat(answer.header("message")).contains("does not exist");
                assertThatThrownBy(worker::next).isInstanceOf(EOFException.class);
            }
            try (var worker = connected(Role.WORKER)) {
                worker.subscribe("tasks");
                var task = worker.next();
                assertThat(id(task)).isEqualTo(id);
                assertThat(worker.ask("ACK", Map.of("id", task.headers().get("ack")), "")
                                .command())
                        .isEqualTo("RECEIPT");
            }
            assertThat(receive("tasks", NOW_MILLIS)).isNull();
        }

        /** The part of a message's id that is the message's own, whoever takes it. */
        private static String id(StompClient.Frame task) {
            var text = task.headers().getOrDefault("message-id", "");
            return text.substring(text.indexOf(',') + 1);
        }

        @Test
        void may_be_sent_raw_and_names_the_place_of_its_answer() throws Exception {
            try (var master = connected(Role.MASTER)) {
                var headers = Map.of(
                        "destination",
                        "tasks",
                        "reply-to",
                        "queue://results",
                        "correlation-id",
                        "mine",
                        "persistent",
                        "true");
                assertThat(master.ask("SEND", headers, "12").command()).isEqualTo("RECEIPT");
            }
            var task = receive("tasks", SOON_MILLIS);
            assertThat(TaskMessages.isRaw(task)).isTrue();
            assertThat(TaskMessages.text(task)).isEqualTo("12");
            assertThat(task.getJMSReplyTo()).isInstanceOf(Queue.class).hasToString("ActiveMQQueue[results]");
            assertThat(task.getJMSCorrelationID()).isEqualTo("mine");
        }
    }

    @Nested
    class A_place_that_cannot_be_listened_on {

        @Test
        void is_named_with_what_it_is_for() throws IOException {
            var data = BrokerExtension.freshData("StompBrokerTest-busy");
            try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var taken = new HostPort("127.0.0.1", other.getLocalPort());
                var settings = new EmbeddedSettings(data, BrokerExtension.anyPort()).withStomp(taken);
                assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                        .isInstanceOf(InvalidUseException.class)
                        .hasMessage("port " + taken.port() + " of 127.0.0.1 is in use: choose another for STOMP");
                assertThatThrownBy(() -> BrokerServer.start(data.toRealPath(), settings, null))
                        .isInstanceOf(InvalidUseException.class)
                        .hasMessage("port " + taken.port() + " of 127.0.0.1 is in use: choose another for STOMP");
            }
        }
    }
}
