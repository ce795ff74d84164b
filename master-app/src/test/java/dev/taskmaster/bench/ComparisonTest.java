package dev.taskmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void the_median_is_the_middle_or_the_mean_of_the_two_there() {
        assertThat(Comparison.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Comparison.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    }

    @Test
    void ratios_are_of_medians_and_name_the_first_contestant() {
        var comparison = new Comparison();
        for (int round = 1; round <= 3; round++) {
            comparison.add("ours", new Comparison.Round(100 * round, 1.0));
            comparison.add("theirs", new Comparison.Round(10, 2.0 * round));
        }
        assertThat(comparison.table().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).matches("ours +3 +200 +100 +300 +1\\.0 +1\\.000"))
                .anySatisfy(line -> assertThat(line).matches("theirs +3 +10 +10 +10 +20\\.0 +4\\.000"))
                .last()
                .isEqualTo("ours does 20.0 times the tasks of theirs, and one task takes 0.25 times as long");
    }

    @Test
    void a_round_is_read_from_json_whatever_the_spaces() {
        assertThat(Comparison.Round.of("{\"tasks_per_second\": 1.5e3, \"p50_ms\":0.25}"))
                .isEqualTo(new Comparison.Round(1_500, 0.25));
    }
}
