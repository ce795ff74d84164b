package dev.taskmaster.master.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_part_of_nothing_is_nothing_and_the_whole_alone_is_all() {
        assertThat(Figures.percent(0, 0)).isEqualTo("0.0\u00a0%");
        assertThat(Figures.percent(0, 7)).isEqualTo("0.0\u00a0%");
        assertThat(Figures.percent(1, 3)).isEqualTo("33.3\u00a0%");
        assertThat(Figures.percent(Long.MAX_VALUE - 1, Long.MAX_VALUE)).isEqualTo("99.9\u00a0%");
        assertThat(Figures.percent(7, 7)).isEqualTo("100\u00a0%");
        assertThat(Figures.percent(8, 7)).isEqualTo("100\u00a0%");
    }

    @Test
    void a_span_has_two_units_at_most() {
        assertThat(Figures.span(Duration.ofMillis(-5))).isEqualTo("0\u00a0s");
        assertThat(Figures.span(Duration.ofSeconds(59))).isEqualTo("59\u00a0s");
        assertThat(Figures.span(Duration.ofSeconds(80))).isEqualTo("1\u00a0min 20\u00a0s");
        assertThat(Figures.span(Duration.ofMinutes(125))).isEqualTo("2\u00a0h 5\u00a0min");
        assertThat(Figures.span(Duration.ofHours(50))).isEqualTo("2\u00a0d 2\u00a0h");
    }

    @Test
    void a_rate_has_a_decimal_while_it_is_small() {
        assertThat(Figures.perSecond(0)).isEqualTo(Figures.UNKNOWN);
        assertThat(Figures.perSecond(0.25)).isEqualTo("0.3/s");
        assertThat(Figures.perSecond(12_345.6)).isEqualTo("12,346/s");
    }
}
