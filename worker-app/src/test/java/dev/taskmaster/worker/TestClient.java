package dev.taskmaster.worker;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.Queues;
import dev.taskmaster.jms.ReplyMessages;
import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Reply;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a master does, by hand. For one thread. */
public final class TestClient implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20_000;

    private final BrokerConnection connection;
    private final Session session;
    private final MessageProducer producer;
    private final Map<String, MessageConsumer> consumers = new HashMap<>();

    TestClient(BrokerConnection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.transactedSession();
        this.producer = session.createProducer(null);
    }

    public void send(Chunk chunk, @Nullable String replyTo) throws JMSException {
        send("tasks", chunk, replyTo);
    }

    public void send(String queue, Chunk chunk, @Nullable String replyTo) throws JMSException {
        var message = TaskMessages.write(session, chunk);
        message.setJMSReplyTo(replyTo == null ? null : Queues.of(replyTo));
        send(queue, message);
    }

    public void send(String queue, Chunk chunk, String replyTo, int priority) throws JMSException {
        producer.setPriority(priority);
        send(queue, chunk, replyTo);
        producer.setPriority(Message.DEFAULT_PRIORITY);
    }

    /** Sends a raw task; gives its message id. */
    public String sendRaw(String payload, @Nullable Destination replyTo) throws JMSException {
        var message = session.createTextMessage(payload);
        message.setJMSReplyTo(replyTo);
        send("tasks", message);
        return message.getJMSMessageID();
    }

    public TextMessage textMessage(String body) throws JMSException {
        return session.createTextMessage(body);
    }

    public void send(String queue, Message message) throws JMSException {
        producer.send(Queues.of(queue), message);
        session.commit();
    }

    public Queue temporaryQueue() throws JMSException {
        return session.createTemporaryQueue();
    }

    /** Receives and hands back as often, as workers that die do. */
    public void handBack(String queue, int times) throws JMSException {
        for (int time = 0; time < times; time++) {
            next(queue);
            session.rollback();
        }
        Objects.requireNonNull(consumers.remove(queue)).close();
    }

    public TextMessage take(String queue) throws JMSException {
        return take(Queues.of(queue));
    }

    public TextMessage take(Queue queue) throws JMSException {
        var message = next(queue);
        session.commit();
        return message;
    }

    public Reply takeReply(String queue) throws Exception {
        return ReplyMessages.read(take(queue));
    }

    private TextMessage next(String queue) throws JMSException {
        return next(Queues.of(queue));
    }

    private TextMessage next(Queue queue) throws JMSException {
        var name = queue.getQueueName();
        var consumer = consumers.get(name);
        if (consumer == null) {
            consumer = session.createConsumer(queue);
            consumers.put(name, consumer);
        }
        var message = (TextMessage) consumer.receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("nothing came from " + name);
        }
        return message;
    }

    @Override
    public void close() {
        connection.close();
    }
}
