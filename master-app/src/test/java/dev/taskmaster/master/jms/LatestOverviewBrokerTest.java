package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LatestOverviewBrokerTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private final AtomicLong clock = new AtomicLong();
    private LatestOverview latest;

    @BeforeEach
    void connect() {
        latest = LatestOverview.of(() -> BROKER.connection(Role.MASTER), clock::get);
    }

    @AfterEach
    void close() {
        latest.close();
    }

    private void letItAge() {
        clock.addAndGet(LatestOverview.MOST_AGE.toNanos());
    }

    @Test
    void a_young_answer_is_given_again_and_an_old_one_is_not() {
        var first = latest.get();
        assertThat(first.queues().queues()).isNotEmpty();
        assertThat(latest.get()).isSameAs(first);
        letItAge();
        assertThat(latest.get()).isNotSameAs(first);
    }

    @Test
    void it_is_there_again_after_the_broker_was_away() {
        var before = latest.get();
        BROKER.restart();
        letItAge();
        assertThat(latest.get()).isNotSameAs(before);
    }

    @Test
    void once_closed_it_asks_nobody() {
        latest.close();
        latest.close();
        assertThatThrownBy(() -> latest.get())
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageContaining("has ended");
    }
}
