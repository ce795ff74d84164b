package dev.taskmaster.master.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {

    private static List<String> payloads(Load load) {
        var payloads = new ArrayList<String>();
        try (var source = load.input().open()) {
            for (var next = source.next(); next != null; next = source.next()) {
                payloads.add(next);
            }
        }
        return payloads;
    }

    private static Duration sum(List<String> payloads) {
        return payloads.stream()
                .map(payload -> Durations.parse(payload.substring("sleep ".length())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void empty_tasks_are_their_index() {
        assertThat(payloads(Load.empty(3))).containsExactly("0", "1", "2");
    }

    @ParameterizedTest
    @CsvSource({"0.1ms, 5s, 50000", "1s, 10s, 10", "1s, 300ms, 1", "100ms, 250ms, 3"})
    void tasks_of_one_length_fill_the_ideal_time(String length, String work, long tasks) {
        var load = Load.of(length, Durations.parse(work));
        assertThat(load.tasks()).isEqualTo(tasks);
        assertThat(payloads(load)).hasSize((int) tasks).containsOnly("sleep " + length);
        assertThat(load.work()).isEqualTo(sum(payloads(load))).isGreaterThanOrEqualTo(Durations.parse(work));
    }

    @Test
    void the_mix_has_one_long_task_in_a_hundred_and_is_the_same_each_time() {
        var load = Load.mix(Duration.ofMinutes(10));
        var payloads = payloads(load);
        assertThat(payloads)
                .isEqualTo(payloads(Load.mix(Duration.ofMinutes(10))))
                .containsOnly("sleep 1ms", "sleep 500ms");
        assertThat((double) Collections.frequency(payloads, "sleep 500ms") / payloads.size())
                .isBetween(0.009, 0.011);
        assertThat(load.work()).isEqualTo(sum(payloads)).isBetween(Duration.ofMinutes(10), Duration.ofMillis(600_500));
    }

    @Test
    void the_jump_is_half_way_in_time() {
        var payloads = payloads(Load.jump(Duration.ofSeconds(2)));
        int jump = payloads.indexOf("sleep 100ms");
        assertThat(payloads.subList(0, jump)).hasSize(10_000).containsOnly("sleep 0.1ms");
        assertThat(payloads.subList(jump, payloads.size())).hasSize(10).containsOnly("sleep 100ms");
    }
}
