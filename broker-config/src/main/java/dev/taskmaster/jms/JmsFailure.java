package dev.taskmaster.jms;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.settings.ConnectionSettings;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.jspecify.annotations.Nullable;

/** Turns a failure of JMS into the error a person sees; the one place where {@link JMSException} is wrapped. */
public final class JmsFailure {

    /** For whoever runs a command or a job of a program, whatever it was about. */
    private static final String RUN_AGAIN =
            "run the same again; a job goes on with its name (--job), and nothing of it is lost";

    /** For a worker, whose messages are handed out again too. */
    private static final String BY_ITSELF = "it is made again";

    private JmsFailure() {}

    /**
     * The error for a connection that could not be made.
     *
     * @param attempt how it was tried, or null if it came to none
     */
    static TaskmasterException whileConnecting(
            ConnectionSettings settings, @Nullable ConnectAttempt attempt, JMSException e) {
        if (isRefusal(e)) {
            return new AccessRefusedException(
                    "the broker at " + settings.url() + " refused the user \"" + settings.user()
                            + "\": wrong user or password; take the credentials file from the data directory of the master there",
                    e);
        }
        boolean answered = attempt != null && attempt.wasAnswered();
        if (answered && settings.tls() == null && TlsPort.isAt(settings.url())) {
            return new AccessRefusedException(
                    "the broker at " + settings.url() + " speaks TLS and the settings do not say how: take the"
                            + " credentials file from the data directory of the master there",
                    e);
        }
        var failure = settings.tls() == null || attempt == null ? null : attempt.failure();
        if (failure != null) {
            return TlsFailure.of(settings, failure);
        }
        return new BrokerUnreachableException(
                "no broker answers at " + settings.url() + ": start one with \"master serve\" or check the URL", e);
    }

    /**
     * The error for something that failed on an open connection.
     *
     * @param doing what was done, such as {@code "send to tasks"}
     */
    public static TaskmasterException of(ConnectionSettings settings, String doing, JMSException e) {
        return of(settings, doing, e, RUN_AGAIN);
    }

    /** The error for a connection that is found to be gone. */
    public static BrokerUnreachableException lost(ConnectionSettings settings) {
        return new BrokerUnreachableException(connectionTo(settings) + " is lost: " + RUN_AGAIN);
    }

    /** The same as {@link #of} in a worker, which connects again by itself. */
    public static TaskmasterException inWorker(ConnectionSettings settings, String doing, JMSException e) {
        return of(settings, doing, e, BY_ITSELF);
    }

    /** The client throws some of its failures unchecked, such as that a call was broken off. */
    public static TaskmasterException inWorker(ConnectionSettings settings, String doing, RuntimeException e) {
        return e instanceof TaskmasterException known ? known : failed(settings, doing, e.toString(), BY_ITSELF, e);
    }

    private static TaskmasterException of(ConnectionSettings settings, String doing, JMSException e, String next) {
        if (isRefusal(e)) {
            return new AccessRefusedException(
                    "the user \"" + settings.user() + "\" may not " + doing + " at " + settings.url()
                            + ": use the credentials of a user with that right",
                    e);
        }
        if (isFull(e)) {
            return new BrokerUnreachableException(
                    "the broker at " + settings.url() + " has no room to " + doing
                            + ": its disk is full or a queue at its limit; make room and run the same again",
                    e);
        }
        return failed(settings, doing, String.valueOf(e.getMessage()), next, e);
    }

    private static BrokerUnreachableException failed(
            ConnectionSettings settings, String doing, String why, String next, Exception e) {
        return new BrokerUnreachableException(
                connectionTo(settings) + " failed (" + doing + ": " + why + "): " + next, e);
    }

    private static String connectionTo(ConnectionSettings settings) {
        return "the connection to the broker at " + settings.url();
    }

    /** Whether the broker refused the user, the password or the operation, so that trying again does not help. */
    public static boolean isRefusal(JMSException e) {
        return e instanceof JMSSecurityException;
    }

    /** Whether the broker has no room for what was sent: trying again helps once somebody has made room. */
    public static boolean isFull(JMSException e) {
        return e.getCause() instanceof ActiveMQAddressFullException;
    }
}
