package dev.taskmaster.master.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCountTest {

    @TempDir
    Path directory = Path.of("target");

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\nb", "a\n\nb\n", "\n\n", "a\r\nb"})
    void counts_as_many_lines_as_are_read(String text) throws IOException {
        var file = Files.writeString(directory.resolve("tasks.txt"), text);
        assertThat(new TaskInput.File(file, false).length()).hasValue(read(file));
    }

    @Test
    void counts_beyond_a_block() throws IOException {
        var file = Files.writeString(directory.resolve("tasks.txt"), "0123456789\n".repeat(100_000) + "end");
        assertThat(new TaskInput.File(file, false).length()).hasValue(100_001);
    }

    @Test
    void does_not_count_what_is_missing_compressed_or_no_regular_file() throws IOException {
        var compressed = Files.writeString(directory.resolve("tasks.gz"), "a\n");
        assertThat(new TaskInput.File(directory.resolve("missing"), false).length())
                .isEmpty();
        assertThat(new TaskInput.File(compressed, false).length()).isEmpty();
        assertThat(new TaskInput.File(directory, false).length()).isEmpty();
    }

    @Test
    void what_is_in_memory_needs_no_counting() {
        assertThat(new TaskInput.Arguments(List.of("a", "b")).length()).hasValue(2);
        assertThat(new TaskInput.Random(7, new JobName("j")).length()).hasValue(7);
    }

    private static long read(Path file) {
        long lines = 0;
        try (var source = new TaskInput.File(file, false).open()) {
            while (source.next() != null) {
                lines++;
            }
        }
        return lines;
    }
}
