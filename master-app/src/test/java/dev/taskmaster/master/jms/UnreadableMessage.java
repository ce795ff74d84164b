package dev.taskmaster.master.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.JobName;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/** A message of a type that JMS does not know, as any client of the broker may send it. */
final class UnreadableMessage {

    private static final byte TYPE = 71;

    private UnreadableMessage() {}

    /** Sends one with the properties of a failed task of a job. */
    static void send(ConnectionSettings settings, String queue, JobName job, String failed) throws Exception {
        try (var connection = BrokerConnection.open(
                        settings, new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL));
                var session = connection.transactedSession()) {
            var core = ((ActiveMQSession) session).getCoreSession();
            var message = core.createMessage(TYPE, true);
            message.putStringProperty(PropertyNames.JOB, job.text());
            message.putStringProperty(PropertyNames.FAILED, failed);
            message.getBodyBuffer().writeByte(TYPE);
            try (var producer = core.createProducer(queue)) {
                producer.send(message);
            }
            session.commit();
        }
    }
}
