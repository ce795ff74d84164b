package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;

import dev.taskmaster.jms.GivenSslContext;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.tls.TlsClient;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;

/** What a program does that knows the broker's URL and JMS, and nothing of Taskmaster. */
final class PlainJms {

    private PlainJms() {}

    static Connection connect(ConnectionSettings settings) throws JMSException {
        return connect(settings, settings.user(), settings.password().reveal());
    }

    /** Somebody else at that broker. */
    static Connection connect(ConnectionSettings broker, @Nullable String user, @Nullable String password)
            throws JMSException {
        // Not closed: that would close its connections.
        var factory = factory(broker.url());
        if (broker.tls() != null) {
            var context = TlsClient.context(broker.tls());
            for (var connector : factory.getServerLocator().getStaticTransportConfigurations()) {
                GivenSslContext.give(context, connector.getParams());
            }
        }
        return started(factory, user, password);
    }

    static Connection connect(String url, @Nullable String user, @Nullable String password) throws JMSException {
        // Not closed: that would close its connections.
        return started(factory(url), user, password);
    }

    private static ActiveMQConnectionFactory factory(String url) {
        return new ActiveMQConnectionFactory(url + (url.contains("?") ? "&" : "?") + "useEpoll=false&useKQueue=false");
    }

    private static Connection started(
            ActiveMQConnectionFactory factory, @Nullable String user, @Nullable String password) throws JMSException {
        var connection = factory.createConnection(user, password);
        connection.start();
        return connection;
    }

    /** Artemis' own session behind one of JMS, which can make queues that stay. */
    private static ClientSession core(Session session) {
        return ((ActiveMQSession) session).getCoreSession();
    }

    /** Makes an address and its queue, both of that name; the address goes with the queue when that is deleted. */
    static void createQueue(Session session, String name) throws ActiveMQException {
        core(session).createAddress(SimpleString.of(name), EnumSet.of(RoutingType.ANYCAST), true);
        createQueue(session, name, name);
    }

    /** Makes a queue on an address that exists. */
    static void createQueue(Session session, String name, String address) throws ActiveMQException {
        core(session)
                .createQueue(QueueConfiguration.of(name)
                        .setAddress(address)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
    }

    static void deleteQueue(Session session, String name) throws ActiveMQException {
        core(session).deleteQueue(SimpleString.of(name));
    }

    /** The names of all addresses of the broker. */
    static List<Object> addresses(Session session) throws Exception {
        var names = JMSManagementHelper.getResult(manage(session, "broker", "getAddressNames"));
        return Arrays.asList((Object[]) names);
    }

    /**
     * Calls an operation of a resource such as {@code queue.tasks} by a management message.
     *
     * @return the broker's answer
     */
    static Message manage(Session session, String resource, String operation, Object... parameters) throws Exception {
        var request = session.createMessage();
        JMSManagementHelper.putOperationInvocation(request, resource, operation, parameters);
        try (var producer = session.createProducer(session.createQueue("activemq.management"))) {
            // Once without an answer: who may not send here is told so before anything else can refuse him.
            producer.send(request);
            var answers = session.createTemporaryQueue();
            try (var consumer = session.createConsumer(answers)) {
                request.setJMSReplyTo(answers);
                producer.send(request);
                return requireNonNull(consumer.receive(5_000), "no answer from management");
            } finally {
                answers.delete();
            }
        }
    }
}
