package dev.taskmaster.master.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** Does one thing in a session of its own. Safe for use by many threads. */
record Sessions(BrokerConnection connection) {

    interface Use<T> {
        T of(Session session) throws JMSException;
    }

    /** What was not committed does not count when the session ends, which it does here. */
    <T> T inSession(String doing, Use<T> use) {
        try (var session = connection.transactedSession()) {
            return use.of(session);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), doing, e);
        }
    }

    /** The session lives as long as what is made of it; it is closed here only when that fails. */
    <T> T inNewSession(String doing, Use<T> use) {
        try {
            var session = connection.transactedSession();
            try {
                return use.of(session);
            } catch (JMSException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), doing, e);
        }
    }
}
