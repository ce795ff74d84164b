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

    private static boolean passes(@org.jspecify.annotations.Nullable String message) {
        return new ToldElsewhere().isLoggable(new LogRecord(Level.SEVERE, message));
    }
}
