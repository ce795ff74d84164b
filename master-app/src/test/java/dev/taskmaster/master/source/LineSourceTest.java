package dev.taskmaster.master.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.InvalidUseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineSourceTest {

    @Property
    void gives_back_every_line_whatever_pieces_it_comes_in(
            @ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 7) int piece) {
        var lines = texts.stream()
                .map(text ->
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\n", ""))
                .toList();
        var bytes = (String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).getBytes(StandardCharsets.UTF_8);
        assertThat(read(new Pieces(bytes, piece))).isEqualTo(lines);
    }

    @Test
    void an_empty_line_is_an_empty_task_and_the_last_line_needs_no_end() {
        assertThat(read("a\n\nb")).containsExactly("a", "", "b");
        assertThat(read("\n")).containsExactly("");
        assertThat(read("")).isEmpty();
    }

    @Test
    void only_a_line_feed_ends_a_line() {
        assertThat(read("a\rb\r\nc\u2028d")).containsExactly("a\rb\r", "c\u2028d");
    }

    @Test
    void a_line_of_ten_million_characters_is_one_task() {
        var line = "x".repeat(10_000_000);
        assertThat(read(line + "\ny\n")).containsExactly(line, "y");
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_line() {
        var bytes = new byte[] {'a', '\n', 'b', (byte) 0xC3, '(', '\n'};
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> read(new ByteArrayInputStream(bytes)))
                .withMessageStartingWith("line 2 of test is not text in UTF-8");
    }

    @Test
    void a_line_without_end_is_refused_before_memory_is_full() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> read(endless))
                .withMessageStartingWith("line 1 of test is longer than 32 MiB");
    }

    @Test
    void it_is_ready_only_while_a_whole_line_is_there() throws IOException {
        var slow = new Pieces("one\ntwo".getBytes(StandardCharsets.UTF_8), 7);
        var source = new LineSource("test", slow);
        assertThat(source.next()).isEqualTo("one");
        assertThat(source.ready()).isFalse();
        assertThat(source.next()).isEqualTo("two");
        assertThat(source.next()).isNull();
    }

    private static List<String> read(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream input) {
        var lines = new ArrayList<String>();
        try (var source = new LineSource("test", input)) {
            for (var line = source.next(); line != null; line = source.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Gives a few bytes at a time and never says that more are there, as a pipe does whose writer is slow. */
    private static final class Pieces extends ByteArrayInputStream {

        private final int most;

        Pieces(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, most));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }
}
