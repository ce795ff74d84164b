package dev.taskmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleFiguresTest {

    private final ScaleFigures figures = new ScaleFigures();

    @Test
    void rounds_become_medians_by_the_number_of_slots() {
        for (double round : new double[] {3, 1, 2_000}) {
            figures.add("seconds", 20, round);
            figures.add("seconds", 2_000, 10 * round);
        }
        figures.add("of one alone", 2_000, 5);

        assertThat(figures.table().lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
                .containsExactly("medians|20 slots|2,000 slots", "seconds|3.00|30.00", "of one alone|5.00");
    }
}
