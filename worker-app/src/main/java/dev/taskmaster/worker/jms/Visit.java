package dev.taskmaster.worker.jms;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.doctor.Diagnosis;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.jms.Protocol;
import dev.taskmaster.jms.TextConsumer;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.QueueName;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;

/** A short visit to a broker as a worker would make it, that takes no task and leaves nothing. */
public final class Visit {

    private Visit() {}

    /** Logs in, asks for the queues and says what was found. */
    public static void check(Diagnosis diagnosis, ConnectionSettings settings, List<QueueName> queues) {
        // Without prefetch nothing is handed out before it is asked for.
        var client = new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL);
        try (var connection = BrokerConnection.open(settings, client)) {
            diagnosis.ok("login", settings + " is let in");
            try (var session = connection.transactedSession()) {
                for (var queue : queues) {
                    queue(diagnosis, settings, session, queue);
                }
                var protocol = Protocol.of(session);
                diagnosis.ok(
                        "broker",
                        "speaks protocol " + protocol.broker() + ", this worker " + protocol.client() + " (Artemis "
                                + protocol.clientVersion() + "); \"master doctor\" tells the master's versions");
            } catch (JMSException e) {
                throw JmsFailure.of(settings, "look at the broker", e);
            }
        } catch (TaskmasterException e) {
            diagnosis.fail("login", e);
        }
    }

    private static void queue(Diagnosis diagnosis, ConnectionSettings settings, Session session, QueueName queue)
            throws JMSException {
        var address = Addresses.ofTasks(queue);
        try {
            TextConsumer.of(session, address);
            diagnosis.ok("queue", address + " is there, and \"" + settings.user() + "\" may take from it");
        } catch (InvalidDestinationException e) {
            diagnosis.warn(
                    "queue",
                    address
                            + " is not there yet, and a worker waits for it: check --queue; the first job for it makes it");
        } catch (JMSException e) {
            if (!JmsFailure.isRefusal(e)) {
                throw e;
            }
            diagnosis.fail(
                    "queue",
                    "the user \"" + settings.user() + "\" may not take from " + address
                            + ": use the credentials file of a user with the role worker",
                    ExitStatus.REFUSED);
        }
    }
}
