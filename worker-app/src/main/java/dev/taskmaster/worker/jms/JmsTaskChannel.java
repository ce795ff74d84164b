package dev.taskmaster.worker.jms;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.slot.Delivery;
import dev.taskmaster.worker.slot.LowerRest;
import dev.taskmaster.worker.slot.Rota;
import dev.taskmaster.worker.slot.TaskChannel;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transacted session that takes from the worker's task queues, with a place to send answers from. Like its session, it
 * belongs to one thread at a time.
 */
final class JmsTaskChannel implements TaskChannel {

    /** A lane that serves several queues waits at one of them, and looks at the others again after that time. */
    static final Duration LOOK = Duration.ofMillis(100);

    /** A queue that does not exist yet is looked for again after that time. */
    static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(JmsTaskChannel.class);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final BrokerConnection connection;
    private final List<String> addresses;
    private final List<LowerRest> rests;
    private final Rota rota;
    private final Session session;
    private final @Nullable QueueConsumer[] consumers;
    private final Answers answers;
    private long searchedNanos;
    private int waitsAt;

    private JmsTaskChannel(
            BrokerConnection connection, ServedQueues queues, List<LowerRest> rests, KnownQueues known, Session session)
            throws JMSException {
        this.connection = connection;
        this.addresses = queues.names().stream().map(Addresses::ofTasks).toList();
        this.rests = rests;
        this.rota = new Rota(queues);
        this.session = session;
        this.consumers = new QueueConsumer[addresses.size()];
        this.answers = new Answers(connection.settings(), session, known);
        this.searchedNanos = System.nanoTime();
        search();
    }

    /**
     * Opens one.
     *
     * @param rests of all lanes of the worker, one for each of the queues
     * @param known of all lanes of the connection
     * @throws jakarta.jms.InvalidDestinationException if none of the queues exists
     */
    static JmsTaskChannel open(
            BrokerConnection connection, ServedQueues queues, List<LowerRest> rests, KnownQueues known)
            throws JMSException {
        var session = connection.transactedSession();
        try {
            return new JmsTaskChannel(connection, queues, rests, known, session);
        } catch (JMSException | RuntimeException e) {
            closeQuietly(session);
            throw e;
        }
    }

    /** Begins to listen at each queue that exists by now. */
    private void search() throws JMSException {
        InvalidDestinationException missing = null;
        int found = 0;
        for (int place = 0; place < consumers.length; place++) {
            try {
                consumers[place] = consumers[place] == null
                        ? new QueueConsumer(session, addresses.get(place), rests.get(place))
                        : consumers[place];
                found++;
            } catch (InvalidDestinationException e) {
                missing = e;
            }
        }
        if (found == 0 && missing != null) {
            throw missing;
        }
    }

    /** The addresses of the queues that do not exist yet; they are served as soon as they do. */
    List<String> missing() {
        return IntStream.range(0, consumers.length)
                .filter(place -> consumers[place] == null)
                .mapToObj(addresses::get)
                .toList();
    }

    @Override
    public @Nullable Delivery receive(Duration wait) {
        try {
            var message = next(wait.isZero() ? SHORTEST : wait);
            if (message != null) {
                return JmsDelivery.of(message, answers);
            }
        } catch (JMSException e) {
            throw failed("receive from " + String.join(", ", addresses), e);
        } catch (RuntimeException e) {
            throw failed("receive from " + String.join(", ", addresses), e);
        }
        if (connection.lost()) {
            // A consumer that is closed under its thread returns at once, with nothing.
            throw new BrokerUnreachableException(
                    "the connection to " + connection.settings().url() + " is lost");
        }
        return null;
    }

    private @Nullable Message next(Duration wait) throws JMSException {
        var only = consumers.length == 1 ? consumers[0] : null;
        return only == null ? nextOfSeveral(wait) : only.receive(wait);
    }

    /** One after the other is asked, and one waited at, because a session is for one thread and waits at one place. */
    private @Nullable Message nextOfSeveral(Duration wait) throws JMSException {
        long end = System.nanoTime() + wait.toNanos();
        searchNowAndThen();
        while (!connection.lost()) {
            for (int place : rota.order()) {
                var message = take(place, Duration.ZERO);
                if (message != null) {
                    return message;
                }
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            // Each in turn, so that the lanes of a worker wait at different ones.
            waitsAt = (waitsAt + 1) % consumers.length;
            var message = take(waitsAt, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    private @Nullable Message take(int place, Duration wait) throws JMSException {
        var consumer = consumers[place];
        var message = consumer == null ? null : consumer.receive(wait);
        if (message != null) {
            rota.took(place);
        }
        return message;
    }

    private void searchNowAndThen() throws JMSException {
        if (!missing().isEmpty() && System.nanoTime() - searchedNanos > BETWEEN_SEARCHES.toNanos()) {
            searchedNanos = System.nanoTime();
            search();
        }
    }

    @Override
    public void commit() {
        try {
            session.commit();
        } catch (JMSException e) {
            answers.forgetQueues();
            if (JmsFailure.isFull(e)) {
                throw answers.full(e);
            }
            throw failed("commit an answer", e);
        } catch (RuntimeException e) {
            throw failed("commit an answer", e);
        }
    }

    @Override
    public void rollback() {
        try {
            session.rollback();
        } catch (JMSException e) {
            throw failed("roll back", e);
        } catch (RuntimeException e) {
            throw failed("roll back", e);
        }
    }

    @Override
    public void close() {
        if (!connection.lost()) {
            closeQuietly(session);
        }
    }

    private TaskmasterException failed(String doing, JMSException e) {
        return JmsFailure.inWorker(connection.settings(), doing, e);
    }

    private TaskmasterException failed(String doing, RuntimeException e) {
        return JmsFailure.inWorker(connection.settings(), doing, e);
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (JMSException | RuntimeException e) {
            log.debug("closing a session failed: its connection is gone", e);
        }
    }
}
