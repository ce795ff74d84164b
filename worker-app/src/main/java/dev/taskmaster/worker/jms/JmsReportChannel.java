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

    private JmsReportChannel(BrokerConnection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    static JmsReportChannel open(BrokerConnection connection) throws JMSException {
        return new JmsReportChannel(connection, connection.transactedSession());
    }

    void put(WorkerReport report) throws JMSException {
        WorkerReports.put(session, report);
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
