package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Progress is told on standard error as it is asked for, and standard output holds results and nothing else. */
class ProgressIT {

    /** On two slots: long enough for some looks. */
    private static final int TASKS = 50;

    /** Too long for a worker to take a second message ahead. */
    private static final String NAP = "150ms";

    /** Columns of the terminal. */
    private static final int WIDTH = 100;

    private static final String SUMMARY = "50 tasks: 50 ok, 0 failed";

    private final Lab lab = Lab.open();
    private final Path input = lab.write("naps.txt", Collections.nCopies(TASKS, NAP));

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void as_json_it_is_an_object_a_second_and_one_at_the_end() {
        startWorker();
        var master = lab.run(naps("--progress", "json"));
        assertOnlyResults(master);
        var lines = master.err()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(ProgressIT::parse)
                .toList();
        assertThat(lines).as(master::err).hasSizeBetween(3, 30).allSatisfy(line -> {
            assertThat(line)
                    .containsOnlyKeys(
                            "job",
                            "submitted",
                            "ok",
                            "failed",
                            "running",
                            "left",
                            "rate_per_s",
                            "eta_s",
                            "slots",
                            "elapsed_s")
                    .containsEntry("job", "naps");
            assertThat(number(line, "ok") + number(line, "left")).isEqualTo(TASKS);
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line).containsEntry("slots", "2");
            assertThat(number(line, "running")).isPositive();
            assertThat(number(line, "rate_per_s")).isPositive();
            assertThat(number(line, "eta_s")).isPositive();
        });
        assertThat(lines.get(lines.size() - 1))
                .containsEntry("submitted", "50")
                .containsEntry("ok", "50")
                .containsEntry("failed", "0")
                .containsEntry("running", "0")
                .containsEntry("left", "0")
                .containsEntry("eta_s", "0");
        assertThat(lastLine(master)).endsWith("s").contains(SUMMARY);
    }

    @Test
    void as_plain_text_it_is_a_line_a_second_and_one_at_the_end() {
        startWorker();
        var master = lab.run(naps().environment("TASKMASTER_PROGRESS", "plain"));
        assertOnlyResults(master);
        var lines = master.err().lines().filter(ProgressIT::isPlain).toList();
        assertThat(lines).as(master::err).hasSizeBetween(3, 30);
        assertThat(lines.get(lines.size() - 1)).startsWith("job naps: 50 of 50 done, 0 failed, 0 running, 0 left, ");
        assertThat(lastLine(master)).contains(SUMMARY);
    }

    @Test
    void of_a_job_that_is_collected_it_is_the_same() {
        lab.serve();
        startWorker();
        lab.run(lab.masterOf("master", "submit", "--job", "naps", "--input", input.toString()));
        var master = lab.run(lab.masterOf("master", "collect", "--job", "naps", "--progress", "plain"));
        assertOnlyResults(master);
        assertThat(master.err()).contains("job naps: 50 of 50 done, 0 failed, 0 running, 0 left, ", SUMMARY);
    }

    @Test
    void without_a_terminal_it_is_not_told_unless_asked_for() {
        startWorker();
        for (var asked : List.of(List.<String>of(), List.of("--progress", "bar"), List.of("--progress", "none"))) {
            var master = lab.run(naps().with(asked.toArray(String[]::new)));
            assertOnlyResults(master);
            assertThat(master.err().lines())
                    .as(master::err)
                    .noneMatch(line -> isPlain(line) || line.startsWith("{") || line.contains("\u001b"));
            assertThat(lastLine(master)).contains(SUMMARY);
        }
    }

    @Test
    void on_a_terminal_it_is_a_bar_that_leaves_nothing_behind() {
        startWorker();
        var master = lab.run(onTerminal(naps("--output", "out.txt")));
        assertThat(master.status()).as(master::out).isZero();
        assertThat(master.out()).contains("/50 (", " running, ", "2 slots", "\u001b[33m", "█");
        assertThat(screen(master.out())).noneMatch(line -> line.contains("running"));
        assertThat(screen(master.out())).anyMatch(line -> line.contains(SUMMARY));
        assertThat(Lab.lines(lab.file("out.txt"))).hasSize(TASKS);
    }

    @Test
    void on_a_terminal_results_and_log_lines_stand_above_the_bar() {
        startWorker();
        var master = lab.run(onTerminal(naps()).environment("NO_COLOR", "1"));
        assertThat(master.status()).as(master::out).isZero();
        assertThat(master.out()).contains("/50 (", " running, ").doesNotContain("\u001b[33m");
        var screen = screen(master.out());
        assertThat(screen.stream().filter(NAP::equals)).as(master.out()).hasSize(TASKS);
        assertThat(screen).noneMatch(line -> line.contains("running"));
        assertThat(screen).anyMatch(line -> line.matches("[0-9:]{8} job naps: .*" + SUMMARY + ".*"));
    }

    @Test
    void a_bar_is_taken_away_when_a_signal_comes() {
        startWorker();
        var master = lab.start(onTerminal(naps("--output", "out.txt")));
        Awaitility.await("a bar")
                .atMost(Duration.ofSeconds(40))
                .failFast(() -> !master.isAlive())
                .until(() -> master.out().contains(" running, "));
        ProcessHandle.of(master.id()).orElseThrow().descendants().forEach(process -> {
            if (process.info().command().orElse("").endsWith("java")) {
                process.destroy();
            }
        });
        assertThat(master.awaitEnd(Duration.ofSeconds(30))).as(master::out).isEqualTo(143);
        assertThat(screen(master.out())).noneMatch(line -> line.contains("running"));
        assertThat(screen(master.out())).anyMatch(line -> line.contains("stopped; the same command"));
    }

    private void startWorker() {
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "2"));
    }

    private Program.Start naps(String... more) {
        return lab.master("run", "--job", "naps", "--restart", "--chunk", "1", "--input", input.toString())
                .with(more);
    }

    /** On a terminal of its own; what appears there is the program's standard output. */
    private static Program.Start onTerminal(Program.Start start) {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")),
                "this machine has no command script (util-linux), so no program is run on a terminal");
        return start.onTerminal(WIDTH)
                .environment("TERM", "xterm")
                .environment("LC_ALL", "C.UTF-8")
                .environment("NO_COLOR", "");
    }

    /** The lines that are left on a terminal after it was sent a text. */
    private static List<String> screen(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int column = 0;
        for (var piece : text.split("(?<=[\r\n])|(?=\u001b\\[)|(?<=\u001b\\[[0-9;]{0,5}[A-Za-z])", -1)) {
            if (piece.equals("\u001b[K")) {
                line.setLength(Math.min(column, line.length()));
            } else if (!piece.startsWith("\u001b")) {
                var shown = piece.replaceAll("[\r\n]", "");
                line.replace(column, Math.min(line.length(), column + shown.length()), shown);
                column += shown.length();
                assertThat(line.toString().contains(" running, ") ? column : 0)
                        .as("columns of the bar")
                        .isLessThan(WIDTH);
            }
            if (piece.endsWith("\r")) {
                column = 0;
            } else if (piece.endsWith("\n")) {
                lines.add(line.toString());
                line.setLength(0);
                column = 0;
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static void assertOnlyResults(Program master) {
        assertThat(master.status()).as(master::err).isZero();
        assertThat(master.out().lines()).hasSize(TASKS).containsOnly(NAP);
    }

    private static boolean isPlain(String line) {
        return line.startsWith("job ") && line.contains(" running, ");
    }

    private static String lastLine(Program master) {
        return master.err().lines().reduce("", (before, line) -> line);
    }

    private static double number(Map<String, String> line, String name) {
        return Double.parseDouble(String.valueOf(line.get(name)));
    }

    private static Map<String, String> parse(String line) {
        var fields = new HashMap<String, String>();
        try (var json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                json.nextToken();
                fields.put(json.currentName(), json.getText());
            }
            assertThat(json.nextToken()).as("what follows the object").isNull();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
        return fields;
    }
}
