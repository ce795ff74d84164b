package dev.taskmaster.log;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static boolean passes(@org.jspecify.annotations.Nullable String message) {
        return new ToldElsewhere().isLoggable(new LogRecord(Level.SEVERE, message));
    }
}
