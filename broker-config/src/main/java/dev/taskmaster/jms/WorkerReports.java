package dev.taskmaster.jms;

import dev.taskmaster.message.WorkerReport;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;

/** Lays reports of workers with their sessions. Pure functions. */
public final class WorkerReports {

    private WorkerReports() {}

    /**
     * Lays a report with a session, in the place of the one before. It takes one call to the broker, which keeps it in
     * memory as long as the session is open, and shows it to whoever may list sessions.
     *
     * @param session of a connection with a worker's client id; like all of its calls for one thread
     * @throws JMSException if the connection is gone
     */
    public static void put(Session session, WorkerReport report) throws JMSException {
        if (!(session instanceof ActiveMQSession artemis)) {
            throw new IllegalArgumentException("session must be one of Artemis, but is " + session);
        }
        try {
            artemis.getCoreSession().addMetaData(WorkerReport.KEY, report.text());
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }
}
