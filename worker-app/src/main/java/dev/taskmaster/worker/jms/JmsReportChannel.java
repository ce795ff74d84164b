package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.WorkerReports;
import dev.taskmaster.message.WorkerReport;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session for reports alone, so that work never waits for them. Like its session, it belongs to one thread. */
final class JmsReportChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JmsReportChannel.class);

    private final BrokerConnection connection;
    private final Session session;

    private final WorkerReports reports;

    private JmsReportChannel(BrokerConnection connection, Session session, WorkerReports reports) {
        this.connection = connection;
        this.session = session;
        this.reports = reports;
    }

    /** Opens one on a connection with a worker's client id. */
    static JmsReportChannel open(BrokerConnection connection) throws JMSException {
        var session = connection.transactedSession();
        return new JmsReportChannel(
                connection, session, WorkerReports.with(session, String.valueOf(connection.clientId())));
    }

    void put(WorkerReport report) throws JMSException {
        reports.put(report);
    }

    boolean lost() {
        return connection.lost();
    }

    @Override
    public void close() {
        if (!connection.lost()) {
            try {
                session.close();
            } catch (JMSException | RuntimeException e) {
                log.debug("closing a session failed: its connection is gone", e);
            }
        }
    }
}
