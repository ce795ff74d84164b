package dev.taskmaster.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ToldElsewhereTest {

    @Test
    void what_artemis_also_throws_is_left_out_and_nothing_else() {
        assertThat(passes("AMQ214016: Failed to create netty connection")).isFalse();
        assertThat(passes("AMQ224016: Caught exception: {}")).isFalse();
        assertThat(passes("AMQ224128: Free storage space is low")).isTrue();
        assertThat(passes("it says AMQ224016: in the middle")).isTrue();
        assertThat(passes(null)).isTrue();
    }

    @Test
    void what_it_warns_of_because_it_is_being_stopped_is_left_out() {
        assertThat(passes("AMQ224171: Server is stopping. Unable to delete unreferenced message with id=7."))
                .isFalse();
        var closing = new LogRecord(Level.WARNING, "AMQ222247: Unable to close consumer");
        closing.setThrown(new IllegalStateException("AMQ229257: IDGenerator has been stopped"));
        assertThat(new ToldElsewhere().isLoggable(closing)).isFalse();
        closing.setThrown(new IllegalStateException("something else"));
        assertThat(new ToldElsewhere().isLoggable(closing)).isTrue();
    }

    @Test
    void what_one_of_a_pair_broke_off_is_left_out_but_not_what_failed() {
        var looking = new LogRecord(
                Level.SEVERE, "Stopping the broker because the connection to the replication cluster failed");
        looking.setThrown(new InterruptedException());
        assertThat(new ToldElsewhere().isLoggable(looking)).isFalse();
        looking.setThrown(new IllegalStateException("no such user"));
        assertThat(new ToldElsewhere().isLoggable(looking)).isTrue();
    }

    @Test
    void what_strangers_cause_is_told_once_a_minute() {
        var filter = new ToldElsewhere();
        var entry = new LogRecord(Level.WARNING, "AMQ222206: Connection limit of 5000 reached.");
        var start = Instant.parse("2026-11-25T12:00:00Z");
        entry.setInstant(start);
        assertThat(filter.isLoggable(entry)).isTrue();
        entry.setInstant(start.plusSeconds(59));
        assertThat(filter.isLoggable(entry)).isFalse();
        var other = new LogRecord(Level.WARNING, "AMQ214013: Failed to decode packet");
        assertThat(filter.isLoggable(other)).isTrue();
        entry.setInstant(start.plusSeconds(60));
        assertThat(filter.isLoggable(entry)).isTrue();
    }

    private static boolean passes(@org.jspecify.annotations.Nullable String message) {
        return new ToldElsewhere().isLoggable(new LogRecord(Level.SEVERE, message));
    }
}
