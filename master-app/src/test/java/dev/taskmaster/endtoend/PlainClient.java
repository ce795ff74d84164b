package dev.taskmaster.endtoend;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;

/** A program that somebody else wrote: it knows JMS, the credentials file and the table of messages, nothing of ours. */
final class PlainClient implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;

    private PlainClient(ActiveMQConnectionFactory factory, Connection connection) {
        this.factory = factory;
        this.connection = connection;
    }

    static PlainClient connect(Path credentials) throws IOException, JMSException {
        var login = new Properties();
        try (var file = Files.newBufferedReader(credentials)) {
            login.load(file);
        }
        var factory = new ActiveMQConnectionFactory(login.getProperty("url"));
        var connection = factory.createConnection(login.getProperty("user"), login.getProperty("password"));
        connection.start();
        return new PlainClient(factory, connection);
    }

    Session session() throws JMSException {
        return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    Session transactedSession() throws JMSException {
        return connection.createSession(true, Session.SESSION_TRANSACTED);
    }

    /** A consumer of a queue that somebody else makes, perhaps a little later. */
    static MessageConsumer consumerOf(Session session, String queue) {
        return Awaitility.await(queue)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(JMSException.class)
                .until(() -> session.createConsumer(session.createQueue(queue)), consumer -> true);
    }

    /** The next message, or {@code null} if none comes for a long time. */
    static Message next(MessageConsumer consumer) throws JMSException {
        return consumer.receive(PATIENCE.toMillis());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
