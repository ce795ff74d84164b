package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.WorkerClientId;
import dev.taskmaster.task.QueueName;
import jakarta.jms.JMSException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consumers as workers have them, on connections with a worker's client id or without. */
class SlotCountBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    private final JobBroker jobs = JobBroker.connect(broker.connection(Role.MASTER));
    private QueueName queue = QueueName.DEFAULT;

    /** Each test has a queue of its own. */
    @BeforeEach
    void makeQueue(TestInfo test) {
        queue = new QueueName(
                "q-" + Integer.toUnsignedString(test.getDisplayName().hashCode(), 36));
        jobs.makeQueue(queue);
    }

    @AfterEach
    void disconnect() {
        jobs.close();
    }

    private BrokerConnection connection(@Nullable String clientId, int consumers) throws JMSException {
        var connection = BrokerConnection.open(
                broker.connection(Role.WORKER),
                new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL),
                clientId);
        consume(connection, consumers);
        return connection;
    }

    /** They end with their connection. */
    @SuppressWarnings("MustBeClosedChecker")
    private void consume(BrokerConnection connection, int consumers) throws JMSException {
        for (int i = 0; i < consumers; i++) {
            var session = connection.transactedSession();
            session.createConsumer(session.createQueue(Addresses.ofTasks(queue)));
        }
    }

    private static String worker(int slots) {
        return WorkerClientId.fresh("north", slots, new Random()).text();
    }

    @Test
    void a_slot_with_two_consumers_is_one() throws JMSException {
        try (var slots = jobs.slotCount(queue)) {
            assertThat(slots.getAsInt()).isZero();
            var worker = connection(worker(3), 3);
            assertThat(slots.getAsInt()).isEqualTo(3);
            consume(worker, 3);
            assertThat(slots.getAsInt()).as("with twice the consumers").isEqualTo(3);
            worker.close();
            assertThat(slots.getAsInt()).isZero();
        }
    }

    @Test
    void those_of_several_workers_and_the_consumers_of_other_programs_add_up() throws JMSException {
        try (var slots = jobs.slotCount(queue);
                var north = connection(worker(2), 4);
                var south = connection(worker(1), 2);
                var other = connection(null, 3);
                var elsewhere = connection("worker without slots", 1)) {
            assertThat(north.lost() || south.lost() || other.lost() || elsewhere.lost())
                    .isFalse();
            assertThat(slots.getAsInt()).isEqualTo(2 + 1 + 3 + 1);
        }
    }

    @Test
    void a_worker_that_has_given_up_some_of_its_slots_counts_with_the_others() throws JMSException {
        try (var slots = jobs.slotCount(queue);
                var ending = connection(worker(8), 1)) {
            assertThat(ending.lost()).isFalse();
            assertThat(slots.getAsInt()).isEqualTo(1);
        }
    }

    @Test
    void what_went_with_its_connection_is_closed_without_a_failure() throws JMSException {
        var gone = JobBroker.connect(broker.connection(Role.MASTER));
        var slots = gone.slotCount(queue);
        try (var worker = connection(worker(2), 2)) {
            assertThat(worker.lost()).isFalse();
            assertThat(slots.getAsInt()).isEqualTo(2);
        }
        gone.close();
        assertThatCode(slots::close).doesNotThrowAnyException();
    }

    @Test
    void who_may_not_manage_counts_consumers() throws JMSException {
        try (var withoutRights = JobBroker.connect(broker.connection(Role.WORKER));
                var slots = withoutRights.slotCount(queue);
                var worker = connection(worker(2), 4)) {
            assertThat(worker.lost()).isFalse();
            assertThat(slots.getAsInt()).isEqualTo(4);
            assertThat(slots.getAsInt()).isEqualTo(4);
        }
    }

    @Test
    void many_consumers_are_as_many_slots_as_their_workers_have() throws JMSException {
        int many = QueueLook.MOST_LISTED;
        try (var slots = jobs.slotCount(queue);
                var north = connection(worker(many), many);
                var south = connection(worker(3), 6)) {
            assertThat(north.lost() || south.lost()).isFalse();
            assertThat(slots.getAsInt()).isEqualTo(many + 3);
        }
    }

    @Test
    void of_many_consumers_the_workers_of_another_queue_make_no_more_slots() throws JMSException {
        int many = QueueLook.MOST_LISTED + 1;
        try (var slots = jobs.slotCount(queue);
                var north = connection(worker(many), many);
                var elsewhere = connection(worker(2 * many), 0)) {
            assertThat(north.lost() || elsewhere.lost()).isFalse();
            assertThat(slots.getAsInt()).isEqualTo(many);
        }
    }
}
