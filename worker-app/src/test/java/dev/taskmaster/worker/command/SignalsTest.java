package dev.taskmaster.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private final List<String> wishes = new ArrayList<>();
    private final Signals signals =
            new Signals(() -> wishes.add("stop"), () -> wishes.add("abort"), status -> wishes.add("halt " + status));

    @Test
    void the_first_stops_the_second_aborts_and_the_third_halts() {
        signals.on("TERM", 15);
        signals.on("TERM", 15);
        signals.on("INT", 2);
        assertThat(wishes).containsExactly("stop", "abort", "halt 130");
    }

    @Test
    void the_first_one_gives_the_status() {
        signals.on("INT", 2);
        signals.on("TERM", 15);
        assertThat(signals.status()).isEqualTo(130);
    }

    @Test
    void without_one_the_status_is_that_of_success() {
        assertThat(signals.status()).isZero();
    }
}
