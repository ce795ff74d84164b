package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A plain JMS program stands in for each side of the message contract, and the packaged programs do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RawTaskIT {

    private static final int LAST = Integer.MAX_VALUE;

    private final Lab lab = Lab.open();
    private PlainClient master;
    private Session session;

    @BeforeAll
    void start() throws JMSException, IOException {
        lab.serve();
        lab.start(lab.worker("--concurrency", "1", "--name", "squarer"));
        master = PlainClient.connect(lab.credentials("master"));
        session = master.session();
        // The broker tries it for half a minute, while the other tests run.
        send("no number", null, "fails");
    }

    @AfterAll
    void end() throws JMSException {
        master.close();
        lab.close();
    }

    @Test
    void a_raw_task_is_answered_at_its_temporary_queue() throws JMSException {
        var replies = session.createTemporaryQueue();
        try (var consumer = session.createConsumer(replies)) {
            send("12", replies, "mine");
            var reply = PlainClient.next(consumer);
            assertThat(reply.getBody(String.class)).isEqualTo("12 * 12 = 144");
            assertThat(reply.getJMSCorrelationID()).isEqualTo("mine");
        }
    }

    @Test
    void a_raw_task_without_an_id_of_its_own_is_answered_with_that_of_its_message() throws JMSException {
        var replies = session.createTemporaryQueue();
        try (var consumer = session.createConsumer(replies)) {
            var task = send("-3", replies, null);
            assertThat(PlainClient.next(consumer).getJMSCorrelationID()).isEqualTo(task.getJMSMessageID());
        }
    }

    @Test
    void a_raw_task_may_ask_for_its_answer_in_results_and_gets_it_there_without_asking() throws JMSException {
        try (var consumer = session.createConsumer(session.createQueue("results"))) {
            send("5", session.createQueue("results"), "asked");
            var asked = PlainClient.next(consumer);
            assertThat(asked.getBody(String.class)).isEqualTo("5 * 5 = 25");
            assertThat(asked.getJMSCorrelationID()).isEqualTo("asked");
            send("6", null, "unasked");
            var unasked = PlainClient.next(consumer);
            assertThat(unasked.getBody(String.class)).isEqualTo("6 * 6 = 36");
            assertThat(unasked.getJMSCorrelationID()).isEqualTo("unasked");
        }
    }

    @Test
    void a_plain_program_can_be_the_master_of_the_packaged_worker() throws JMSException {
        var replies = session.createTemporaryQueue();
        try (var consumer = session.createConsumer(replies);
                var producer = session.createProducer(session.createQueue("tasks"))) {
            var chunk = session.createTextMessage("[\"2\",\"two\",\"\\u0033\"]");
            chunk.setStringProperty("job", "plain");
            chunk.setLongProperty("first", 40);
            chunk.setIntProperty("count", 3);
            chunk.setIntProperty("attempt", 1);
            chunk.setLongProperty("timeout_ms", 5_000);
            chunk.setJMSReplyTo(replies);
            chunk.setJMSCorrelationID("plain:40");
            producer.send(chunk);

            var reply = PlainClient.next(consumer);
            assertThat(reply).isInstanceOf(TextMessage.class);
            assertThat(reply.getJMSCorrelationID()).isEqualTo("plain:40");
            assertThat(reply.getObjectProperty("job")).isEqualTo("plain");
            assertThat(reply.getObjectProperty("first")).isEqualTo(40L);
            assertThat(reply.getObjectProperty("count")).isEqualTo(3);
            assertThat(reply.getObjectProperty("attempt")).isEqualTo(1);
            assertThat(reply.getObjectProperty("worker")).isEqualTo("squarer");
            assertThat(reply.getLongProperty("run_micros")).isNotNegative();
            assertThat(reply.getObjectProperty("failed")).isEqualTo(1);
            assertThat(reply.getObjectProperty("again")).isNull();
            assertThat(reply.getBody(String.class))
                    .startsWith("[{\"ok\":\"2 * 2 = 4\"},{\"failed\":\"error: ")
                    .endsWith(",\"task\":\"two\"},{\"ok\":\"3 * 3 = 9\"}]");
        }
    }

    @Test
    void a_plain_program_can_be_the_worker_of_the_packaged_master() throws JMSException, IOException {
        var job = lab.start(lab.masterOf(
                "master",
                "run",
                "a",
                "b",
                "c",
                "--queue",
                "plain",
                "--job",
                "served",
                "--chunk",
                "3",
                "--retries",
                "1",
                "--task-timeout",
                "7s",
                "--format",
                "jsonl",
                "--keep-order"));
        try (var worker = PlainClient.connect(lab.credentials("worker"));
                var slot = worker.transactedSession()) {
            var tasks = PlainClient.consumerOf(slot, "tasks.plain");

            var chunk = PlainClient.next(tasks);
            assertThat(chunk.getBody(String.class)).isEqualTo("[\"a\",\"b\",\"c\"]");
            assertThat(chunk.getObjectProperty("job")).isEqualTo("served");
            assertThat(chunk.getObjectProperty("first")).isEqualTo(0L);
            assertThat(chunk.getObjectProperty("count")).isEqualTo(3);
            assertThat(chunk.getObjectProperty("attempt")).isEqualTo(1);
            assertThat(chunk.getObjectProperty("timeout_ms")).isEqualTo(7_000L);
            assertThat(chunk.getObjectProperty("again")).isNull();
            assertThat(chunk.getJMSCorrelationID()).isEqualTo("served:0");
            answer(slot, chunk, "[{\"ok\":\"A\"},{\"failed\":\"error: no b\",\"task\":\"b\"},{\"again\":\"c\"}]");

            // What was not run comes alone and at once; what failed comes later, as a second attempt.
            var alone = PlainClient.next(tasks);
            assertThat(alone.getBody(String.class)).isEqualTo("[\"c\"]");
            assertThat(alone.getObjectProperty("first")).isEqualTo(2L);
            assertThat(alone.getObjectProperty("attempt")).isEqualTo(1);
            assertThat(alone.getObjectProperty("again")).isEqualTo(1);
            answer(slot, alone, "[{\"ok\":\"C\"}]");
            var second = PlainClient.next(tasks);
            assertThat(second.getBody(String.class)).isEqualTo("[\"b\"]");
            assertThat(second.getObjectProperty("first")).isEqualTo(1L);
            assertThat(second.getObjectProperty("attempt")).isEqualTo(2);
            assertThat(second.getObjectProperty("again")).isEqualTo(1);
            answer(slot, second, "[{\"failed\":\"timeout: 7s are over\",\"task\":\"b\"}]");
        }
        assertThat(job.awaitEnd(PlainClient.PATIENCE)).as(job::err).isEqualTo(1);
        assertThat(job.out()).isEqualTo("""
                {"index":0,"ok":"A"}
                {"index":1,"failed":"timeout","message":"7s are over","task":"b","attempts":2}
                {"index":2,"ok":"C"}
                """);
    }

    @Test
    @Order(LAST)
    void a_raw_task_that_fails_again_and_again_ends_among_the_dead_letters() throws JMSException {
        try (var consumer = session.createConsumer(session.createQueue("DLQ"), "JMSCorrelationID = 'fails'")) {
            var dead = nextWithin(consumer);
            assertThat(dead.getBody(String.class)).isEqualTo("no number");
        }
        // It has no answer.
        try (var results = session.createBrowser(session.createQueue("results"))) {
            assertThat(results.getEnumeration().hasMoreElements()).isFalse();
        }
    }

    /** Ten deliveries with pauses of 0.2 s to 5 s between them: 26 s, where the machine has nothing else to do. */
    private static Message nextWithin(MessageConsumer consumer) throws JMSException {
        return consumer.receive(PlainClient.PATIENCE.multipliedBy(3).toMillis());
    }

    private TextMessage send(String body, @Nullable Destination replyTo, @Nullable String id) throws JMSException {
        try (var producer = session.createProducer(session.createQueue("tasks"))) {
            var task = session.createTextMessage(body);
            if (replyTo != null) {
                task.setJMSReplyTo(replyTo);
            }
            if (id != null) {
                task.setJMSCorrelationID(id);
            }
            producer.send(task);
            return task;
        }
    }

    private static void answer(Session slot, Message chunk, String body) throws JMSException {
        var reply = slot.createTextMessage(body);
        reply.setJMSCorrelationID(chunk.getJMSCorrelationID());
        reply.setStringProperty("job", chunk.getStringProperty("job"));
        reply.setLongProperty("first", chunk.getLongProperty("first"));
        reply.setIntProperty("count", chunk.getIntProperty("count"));
        reply.setIntProperty("attempt", chunk.getIntProperty("attempt"));
        reply.setStringProperty("worker", "somebody else's");
        reply.setLongProperty("run_micros", 1);
        try (var producer = slot.createProducer(chunk.getJMSReplyTo())) {
            producer.send(reply);
        }
        slot.commit();
    }
}
