package dev.taskmaster.master.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void texts_stand_to_the_left_and_numbers_to_the_right() {
        var table = new Table().text("queue").number("waiting").text("paused");
        table.row("tasks.copies", 1_234_567, null);
        table.row("tasks", 0L, "paused");
        assertThat(table).hasToString("""
                queue           waiting  paused
                tasks.copies  1,234,567  -
                tasks                 0  paused
                """);
    }

    @Test
    void without_a_row_it_is_its_head() {
        assertThat(new Table().text("job").number("ok")).hasToString("job  ok\n");
    }

    @Test
    void a_long_text_is_cut() {
        var table = new Table().text("task", 8);
        table.row("12345678");
        table.row("123456789");
        assertThat(table.toString().lines()).containsExactly("task", "12345678", "12345...");
    }

    @Test
    void a_character_of_two_halves_is_not_cut_in_the_middle() {
        var table = new Table().text("task", 8);
        table.row("1234\uD83D\uDE00789");
        assertThat(table.toString().lines()).containsExactly("task", "1234...");
    }

    @Test
    void a_payload_gives_no_orders_to_the_terminal() {
        var table = new Table().text("task");
        table.row("a\u001b[2Jb\r\nc\u009b\u202ed\u2028\ud800e");
        assertThat(table.toString().lines()).containsExactly("task", "a?[2Jb??c??d??e");
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        var table = new Table().text("job");
        assertThatThrownBy(() -> table.row("a", "b")).hasMessageContaining("1 cells");
    }
}
