package dev.taskmaster.master.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Screen screen = new Screen(terminal);
    private final OutputStream out = screen.above(terminal);

    @Test
    void without_a_bottom_line_everything_goes_through_unchanged() throws IOException {
        out.write(bytes("a\n"));
        screen.above(() -> print("b\n"));
        screen.bottom("");
        assertThat(shown()).isEqualTo("a\nb\n");
    }

    @Test
    void lines_go_above_the_bottom_line() throws IOException {
        screen.bottom("bar");
        out.write(bytes("a\n"));
        screen.above(() -> print("b\n"));
        screen.bottom("");
        assertThat(shown()).isEqualTo("<bar<a\nbar<b\nbar<");
    }

    @Test
    void a_line_that_is_not_ended_is_not_drawn_over() throws IOException {
        screen.bottom("bar");
        out.write(bytes("a"));
        screen.bottom("later");
        out.write(bytes("b\n"));
        assertThat(shown()).isEqualTo("<bar<ab\nlater");
    }

    @Test
    void a_bottom_line_that_was_taken_away_does_not_come_again() throws IOException {
        screen.bottom("bar");
        screen.bottom("");
        screen.bottom("");
        out.write(bytes("a\n"));
        assertThat(shown()).isEqualTo("<bar<a\n");
    }

    @Test
    void a_terminal_that_is_gone_disturbs_nobody() throws IOException {
        var gone = new Screen(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Input/output error");
            }
        });
        gone.bottom("bar");
        gone.above(terminal).write(bytes("a\n"));
        gone.bottom("");
        assertThat(shown()).isEqualTo("a\n");
    }

    private void print(String text) {
        terminal.writeBytes(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** With a sign for what erases the line. */
    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8).replace(Screen.ERASE, "<");
    }
}
