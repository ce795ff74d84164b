package dev.taskmaster.master.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {

    @Test
    void parts_are_a_list_of_words() {
        assertThat(Part.parse("latency, throughput")).containsExactlyInAnyOrder(Part.LATENCY, Part.THROUGHPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "speed", "latency,", "LATENCY"})
    void anything_else_is_refused_with_the_words(String text) {
        assertThatThrownBy(() -> Part.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be one or more of throughput, latency, efficiency");
    }
}
