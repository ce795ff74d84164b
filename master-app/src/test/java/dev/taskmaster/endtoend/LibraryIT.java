package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A master inside another program, as a process of its own on the packaged jar. */
class LibraryIT {

    private static final Path PACKAGE =
            Path.of("src", "main", "java", "dev", "taskmaster", "master", "package-info.java");

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void the_example_of_the_package_compiles_and_prints_the_result() throws IOException {
        var example = example(Files.readString(PACKAGE));
        assertThat(example.lines()).hasSize(5);
        var source = Files.writeString(lab.file("Example.java"), """
                import dev.taskmaster.master.Master;
                import java.nio.file.Path;
                import java.util.concurrent.TimeUnit;

                class Example {
                    public static void main(String[] args) throws Exception {
                """ + example + "    }\n}\n");
        lab.serve();
        lab.start(lab.worker("--concurrency", "1"));
        var program = lab.run(java(jar("master"), source.toString()));
        assertThat(program.status()).as(program::err).isZero();
        assertThat(program.out()).isEqualTo("12 * 12 = 144\n");
    }

    /** What stands between the marks, without the stars in front. */
    private static String example(String page) {
        var start = "<pre>{@code\n";
        return page.substring(page.indexOf(start) + start.length(), page.indexOf(" * }</pre>"))
                .lines()
                .map(line -> line.substring(" * ".length()) + "\n")
                .collect(Collectors.joining());
    }

    /** What was handed out before the last flush that another one followed is acknowledged, so it does not come again. */
    @Test
    void a_job_of_a_program_that_is_killed_again_and_again_is_complete_and_repeats_nothing_that_was_acknowledged() {
        int tasks = 20_000;
        var output = lab.file("results.txt");
        lab.start(lab.worker("--handler", "echo", "--concurrency", "2"));
        var runs = new ArrayList<List<String>>();
        int seen = 0;
        for (int kill = 0; kill < 6; kill++) {
            var program = lab.start(program(tasks, output));
            awaitFlushes(output, flushes(output) + 2 + kill);
            assertThat(program.isAlive()).as(program::err).isTrue();
            program.kill();
            seen = added(output, seen, runs);
        }
        var last = lab.run(program(tasks, output));
        assertThat(last.status()).as(last::err).isZero();
        assertThat(last.out()).isEqualTo(tasks + " ok, 0 failed\n");
        added(output, seen, runs);

        var acknowledged = new HashSet<String>();
        var all = new HashSet<String>();
        for (var run : runs) {
            var results = run.stream().filter(line -> !line.equals("flush")).toList();
            assertThat(results).as("one run hands out nothing twice").doesNotHaveDuplicates();
            assertThat(results).as("what was acknowledged").noneMatch(acknowledged::contains);
            acknowledged.addAll(beforeLastFlushButOne(run));
            all.addAll(results);
        }
        assertThat(acknowledged).hasSizeGreaterThan(1_000);
        assertThat(all)
                .isEqualTo(IntStream.range(0, tasks).mapToObj(i -> i + " " + i).collect(Collectors.toSet()));
    }

    private Program.Start program(int tasks, Path output) {
        return java(
                jar("master") + ":" + Path.of("target", "test-classes").toAbsolutePath(),
                LibraryMaster.class.getName(),
                lab.data().toString(),
                Integer.toString(tasks),
                output.toString());
    }

    private Program.Start java(String classPath, String... arguments) {
        return Program.Start.command(
                        lab.file("."),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath)
                .with(arguments);
    }

    private static String jar(String program) {
        return Path.of("..", program + "-app", "target", "taskmaster-" + program + ".jar")
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /** The lines that came since, as one run; a line that was cut off by the kill is finished by the next run. */
    private static int added(Path output, int seen, List<List<String>> runs) {
        var lines = text(output).lines().toList();
        runs.add(lines.subList(seen, lines.size()));
        return lines.size();
    }

    private static List<String> beforeLastFlushButOne(List<String> run) {
        int last = run.lastIndexOf("flush");
        int before = last < 0 ? -1 : run.subList(0, last).lastIndexOf("flush");
        return before < 0
                ? List.of()
                : run.subList(0, before).stream()
                        .filter(line -> !line.equals("flush"))
                        .toList();
    }

    private static void awaitFlushes(Path output, long count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(75))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> flushes(output) >= count);
    }

    private static long flushes(Path output) {
        return Files.exists(output)
                ? text(output).lines().filter(line -> line.equals("flush")).count()
                : 0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
