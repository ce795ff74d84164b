package dev.taskmaster.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    private static LogRecord entry(String message) {
        var entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("dev.taskmaster.Some");
        entry.setInstant(Instant.parse("2026-11-25T08:00:00.5Z"));
        return entry;
    }

    private static Map<String, String> fields(String line) throws IOException {
        assertThat(line).endsWith("}\n").hasLineCount(1);
        var fields = new LinkedHashMap<String, String>();
        try (var json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            assertThat(json.nextToken()).isNull();
        }
        return fields;
    }

    @Test
    void a_line_says_when_how_grave_who_and_what() throws IOException {
        assertThat(fields(new JsonLine(false).format(entry("what"))))
                .containsExactly(
                        Map.entry("time", "2026-11-25T08:00:00.500Z"),
                        Map.entry("level", "WARN"),
                        Map.entry("logger", "dev.taskmaster.Some"),
                        Map.entry("thread", Thread.currentThread().getName()),
                        Map.entry("message", "what"));
    }

    @Property
    void any_text_comes_back_as_it_was(@ForAll String message) throws IOException {
        assertThat(fields(new JsonLine(false).format(entry(message)))).containsEntry("message", message);
    }

    @Test
    void what_a_line_is_about_is_in_fields_of_its_own_until_they_are_closed() {
        var ofJob = LogFields.of(LogFields.JOB, "monday").and(LogFields.QUEUE, "tasks");
        try {
            var ofTask = LogFields.of(LogFields.TASK, 7).and(LogFields.JOB, "tuesday");
            assertThat(new JsonLine(false).format(entry("x")))
                    .contains("\"job\":\"tuesday\",\"queue\":\"tasks\",\"task\":7,\"message\":\"x\"");
            ofTask.close();
            assertThat(new JsonLine(false).format(entry("x")))
                    .contains("\"job\":\"monday\",\"queue\":\"tasks\",\"message\":\"x\"");
        } finally {
            ofJob.close();
        }
        assertThat(new JsonLine(false).format(entry("x"))).doesNotContain("\"job\"", "\"queue\"", "\"task\"");
    }

    @Test
    void an_error_has_its_words_and_its_stack_only_where_that_is_wanted() throws IOException {
        var entry = entry("failed");
        entry.setThrown(new IllegalStateException("broken"));
        assertThat(fields(new JsonLine(false).format(entry)))
                .containsEntry("error", "java.lang.IllegalStateException: broken")
                .doesNotContainKey("stack");
        assertThat(fields(new JsonLine(true).format(entry)).get("stack"))
                .contains("IllegalStateException: broken", "\tat dev.taskmaster.log.JsonLineTest");
    }

    @Test
    void the_last_line_of_a_program_is_in_its_format() throws IOException {
        assertThat(LogFormat.HUMAN.lastLine("master", "no\nbroker", null)).isEqualTo("master: no broker\n");
        assertThat(fields(LogFormat.JSON.lastLine("master", "no\nbroker", null)))
                .containsEntry("level", "ERROR")
                .containsEntry("logger", "master")
                .containsEntry("message", "no\nbroker");
    }
}
