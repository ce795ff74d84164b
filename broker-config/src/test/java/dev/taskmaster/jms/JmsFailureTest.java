package dev.taskmaster.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.junit.jupiter.api.Test;

class JmsFailureTest {

    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings("tcp://lab:61616", "master", new Secret("p"));

    @Test
    void a_command_is_told_what_failed_where_and_how_to_go_on() {
        var cause = new JMSException("timed out");
        assertThat(JmsFailure.of(SETTINGS, "commit tasks to tasks", cause))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasCause(cause)
                .hasMessage("the connection to the broker at tcp://lab:61616 failed (commit tasks to tasks: timed out):"
                        + " run the same again; a job goes on with its name (--job), and nothing of it is lost");
    }

    @Test
    void a_connection_that_is_gone_is_told_with_the_same_next_step() {
        assertThat(JmsFailure.lost(SETTINGS))
                .hasMessageStartingWith(
                        "the connection to the broker at tcp://lab:61616 is lost: run the same again; ");
    }

    @Test
    void a_worker_connects_again_by_itself_and_tells_nobody_to_run_it_again() {
        assertThat(JmsFailure.inWorker(SETTINGS, "roll back", new JMSException("timed out")))
                .hasMessageEndingWith(" failed (roll back: timed out): it is made again");
        assertThat(JmsFailure.inWorker(SETTINGS, "roll back", new IllegalStateException("closed")))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageContaining("closed")
                .hasMessageEndingWith("): it is made again");
    }

    @Test
    void an_error_that_is_told_already_stays_as_it_is() {
        var known = new AccessRefusedException("no", null);
        assertThat(JmsFailure.inWorker(SETTINGS, "roll back", known)).isSameAs(known);
    }

    @Test
    void a_refusal_and_a_broker_without_room_have_their_own_next_steps() {
        assertThat(JmsFailure.of(SETTINGS, "send to tasks", new JMSSecurityException("no")))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageEndingWith("use the credentials of a user with that right");
        var full = new JMSException("full");
        full.initCause(new ActiveMQAddressFullException());
        assertThat(JmsFailure.of(SETTINGS, "send to tasks", full))
                .hasMessageEndingWith("make room and run the same again");
    }
}
