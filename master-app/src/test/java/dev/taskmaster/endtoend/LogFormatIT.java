package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the log as JSON, standard error holds one object a line and nothing else. */
class LogFormatIT {

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private static Map<String, String> object(String line) {
        var fields = new HashMap<String, String>();
        try (var json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).as(line).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            assertThat(json.nextToken()).as(line).isNull();
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
        return fields;
    }

    /** All lines, each of which has what every line has. */
    private static List<Map<String, String>> objects(Program program) {
        var objects = program.err().lines().map(LogFormatIT::object).toList();
        assertThat(objects).isNotEmpty().allSatisfy(fields -> {
            assertThat(Instant.parse(fields.getOrDefault("time", "")))
                    .isBefore(Instant.now().plusSeconds(1));
            assertThat(fields).containsKeys("level", "logger", "thread", "message");
        });
        return objects;
    }

    private static Map<String, String> saying(List<Map<String, String>> objects, String words) {
        return objects.stream()
                .filter(fields -> fields.getOrDefault("message", "").contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing says " + words + " in " + objects));
    }

    @Test
    void a_failed_task_and_its_attempts_have_fields_on_both_sides() {
        var worker =
                lab.start(lab.worker("--name", "north", "--concurrency", "1", "--verbose", "--log-format", "json"));
        var master = lab.run(lab.master("run", "--job", "monday", "--retries", "1", "--verbose", "3", "three")
                .environment("TASKMASTER_LOG_FORMAT", "json"));
        assertThat(master.status()).as(master::err).isEqualTo(1);
        var said = objects(master);
        assertThat(saying(said, "is tried again"))
                .containsEntry("level", "DEBUG")
                .containsEntry("job", "monday")
                .containsEntry("queue", "tasks")
                .containsEntry("task", "1")
                .containsEntry("worker", "north");
        assertThat(saying(said, "task 1 of job monday failed for good after 2 attempts at worker north (error: "))
                .containsEntry("level", "WARN")
                .containsEntry("job", "monday")
                .containsEntry("queue", "tasks")
                .containsEntry("task", "1");
        assertThat(saying(said, "1 ok, 1 failed"))
                .containsEntry("job", "monday")
                .doesNotContainKey("task");
        assertThat(saying(said, "broker ready")).doesNotContainKey("job");

        worker.signal("TERM");
        worker.awaitEnd(Duration.ofSeconds(40));
        var ofWorker = objects(worker);
        assertThat(saying(ofWorker, "task 1 of job monday failed in attempt 1 (error)"))
                .containsEntry("job", "monday")
                .containsEntry("queue", "tasks")
                .containsEntry("task", "1")
                .containsEntry("worker", "north")
                .containsKey("stack");
        assertThat(saying(ofWorker, "worker north serves queue tasks")).containsEntry("worker", "north");
        assertThat(saying(ofWorker, "worker north ended")).containsEntry("queue", "tasks");
    }

    @Test
    void without_verbose_there_is_no_stack_trace() {
        lab.start(lab.worker("--concurrency", "1"));
        lab.write("log.properties", List.of("log-format=json"));
        var config = lab.file("log.properties").toString();
        var master =
                lab.run(lab.master("run", "--config", config, "--random", "5", "--progress", "json", "--retries", "0"));
        assertThat(master.status()).as(master::err).isZero();
        assertThat(master.err()).doesNotContain("Put task", "master exit", "\"stack\"");
        assertThat(master.err().lines().map(LogFormatIT::object)).anyMatch(fields -> fields.containsKey("submitted"));
    }

    @Test
    void words_tell_of_failed_tasks_too_but_not_of_all() {
        lab.start(lab.worker("--concurrency", "1"));
        var master = lab.run(lab.master("run", "--job", "monday", "--retries", "0")
                .with("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"));
        assertThat(master.status()).isEqualTo(1);
        assertThat(master.err().lines().filter(line -> line.contains("WARN task ")))
                .hasSize(10)
                .allMatch(line -> line.contains("of job monday failed for good after 1 attempt"));
        assertThat(master.err()).contains("\"master failed --job monday\" shows them all");
    }

    @Test
    void what_ends_a_program_is_an_object_too() {
        assertThat(ended(2, lab.command("run", "--log-format", "json"))).contains("tasks are missing");
        assertThat(ended(2, lab.command("run", "--log-format=json", "--nonsense")))
                .contains("unknown option --nonsense");
        assertThat(ended(2, lab.command("nonsense").environment("TASKMASTER_LOG_FORMAT", "json")))
                .contains("unknown command");
        assertThat(ended(3, lab.command("status", "--log-format", "json")))
                .contains("no broker runs on data directory");
        assertThat(ended(2, lab.command("run", "--log-format", "json", "--progress", "plain", "1")))
                .contains("progress must be json or none");
        assertThat(ended(2, lab.worker("--log-format", "json", "--concurrency", "0")))
                .contains("concurrency");
    }

    private String ended(int status, Program.Start start) {
        var program = lab.run(start);
        assertThat(program.status()).as(program::err).isEqualTo(status);
        var objects = objects(program);
        assertThat(objects)
                .singleElement()
                .satisfies(fields -> assertThat(fields).containsEntry("level", "ERROR"));
        return objects.get(0).getOrDefault("message", "");
    }

    @Test
    void another_word_is_refused() {
        lab.run(lab.command("run", "--log-format", "xml", "1"))
                .assertRefused(2, "log-format must be one of human, json");
    }
}
