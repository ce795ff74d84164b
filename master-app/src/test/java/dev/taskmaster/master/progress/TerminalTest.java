package dev.taskmaster.master.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void its_width_is_what_it_says() {
        assertThat(Terminal.columns("24 132\n")).isEqualTo(132);
    }

    @Test
    void a_terminal_that_does_not_know_its_width_has_eighty_columns() {
        assertThat(Terminal.columns("0 0\n")).isEqualTo(80);
        assertThat(Terminal.columns("")).isEqualTo(80);
        assertThat(Terminal.columns("?")).isEqualTo(80);
    }

    @Test
    void a_bar_has_some_room_always() {
        assertThat(Terminal.columns("1 1")).isEqualTo(20);
    }

    @Test
    void the_first_variable_that_is_set_decides_on_utf8() {
        assertThat(Terminal.showsUtf8(Map.of())).isFalse();
        assertThat(Terminal.showsUtf8(Map.of("LANG", "C"))).isFalse();
        assertThat(Terminal.showsUtf8(Map.of("LANG", "de_DE.UTF-8"))).isTrue();
        assertThat(Terminal.showsUtf8(Map.of("LANG", "C", "LC_CTYPE", "C.utf8")))
                .isTrue();
        assertThat(Terminal.showsUtf8(Map.of("LANG", "C.UTF-8", "LC_ALL", "POSIX")))
                .isFalse();
        assertThat(Terminal.showsUtf8(Map.of("LANG", "C.UTF-8", "LC_ALL", ""))).isTrue();
    }

    @Test
    void one_that_cannot_draw_a_line_anew_is_none() {
        assertThat(Terminal.ofStandardError(Map.of())).isNull();
        assertThat(Terminal.ofStandardError(Map.of("TERM", "dumb"))).isNull();
    }
}
