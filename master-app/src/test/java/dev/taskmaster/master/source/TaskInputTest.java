package dev.taskmaster.master.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.task.JobName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskInputTest {

    @TempDir
    Path directory = Path.of("target");

    @Test
    void a_file_that_ends_with_gz_is_decompressed() throws IOException {
        var file = directory.resolve("tasks.txt.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(new TaskInput.File(file, false))).containsExactly("a", "b");
    }

    @Test
    void json_lines_hold_line_breaks() {
        var input = new ByteArrayInputStream("\"a\\nb\"\n\"\\u00e4\"\n".getBytes(StandardCharsets.UTF_8));
        assertThat(read(new TaskInput.Stream(input, true))).containsExactly("a\nb", "ä");
    }

    @Test
    void a_line_that_is_no_json_string_is_refused_with_its_place() {
        var input = new ByteArrayInputStream("\"a\"\n{}\n".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> read(new TaskInput.Stream(input, true)))
                .withMessage("line 2 of standard input is not one JSON string, as --jsonl wants it: write \"...\"");
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_name() throws IOException {
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> new TaskInput.File(directory, false).open())
                .withMessageContaining("is a directory");
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> new TaskInput.File(directory.resolve("none"), false).open())
                .withMessageContaining("does not exist");
        var broken = Files.writeString(directory.resolve("broken.gz"), "no gzip at all");
        assertThatExceptionOfType(InvalidUseException.class)
                .isThrownBy(() -> new TaskInput.File(broken, false).open())
                .withMessageContaining("cannot be read");
    }

    @Test
    void random_numbers_are_the_same_for_the_same_job_and_in_range() {
        var first = read(new TaskInput.Random(1_000, new JobName("a")));
        assertThat(first)
                .hasSize(1_000)
                .isEqualTo(read(new TaskInput.Random(1_000, new JobName("a"))))
                .isNotEqualTo(read(new TaskInput.Random(1_000, new JobName("b"))))
                .allSatisfy(number -> assertThat(Integer.parseInt(number)).isBetween(0, 10_000));
    }

    private static List<String> read(TaskInput input) {
        var payloads = new ArrayList<String>();
        try (var source = input.open()) {
            for (var payload = source.next(); payload != null; payload = source.next()) {
                payloads.add(payload);
            }
        }
        return payloads;
    }
}
