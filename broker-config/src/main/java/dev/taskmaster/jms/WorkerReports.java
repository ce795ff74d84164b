package dev.taskmaster.jms;

import dev.taskmaster.message.WorkerReport;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;

/** A session with which a worker's reports lie. Like the session, it belongs to one thread. */
public final class WorkerReports {

    private final ClientSession session;

    private WorkerReports(ClientSession session) {
        this.session = session;
    }

    /**
     * Marks a session as one of a worker.
     *
     * @param clientId of the session's connection: the broker's list of sessions tells of no connection
     * @throws JMSException if the connection is gone
     */
    public static WorkerReports with(Session session, String clientId) throws JMSException {
        if (!(session instanceof ActiveMQSession artemis)) {
            throw new IllegalArgumentException("session must be one of Artemis, but is " + session);
        }
        var reports = new WorkerReports(artemis.getCoreSession());
        reports.put(ClientSession.JMS_SESSION_CLIENT_ID_PROPERTY, clientId);
        return reports;
    }

    /**
     * Lays a report there, in the place of the one before. It takes one call to the broker, which keeps it in memory as
     * long as the session is open, and shows it to whoever may list sessions.
     *
     * @throws JMSException if the connection is gone
     */
    public void put(WorkerReport report) throws JMSException {
        put(WorkerReport.KEY, report.text());
    }

    private void put(String key, String text) throws JMSException {
        try {
            session.addMetaData(key, text);
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }
}
