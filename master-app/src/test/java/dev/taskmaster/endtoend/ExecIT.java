package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taskmaster.message.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that know nothing of Taskmaster do its tasks. */
class ExecIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AT_MOST = Duration.ofMinutes(20);

    /** So many of the files below {@code /usr/share}, spread over all of them: {@code -Dtaskmaster.exec.files=1000000} all. */
    private static final int FILES = Integer.getInteger("taskmaster.exec.files", 5_000);

    private final Lab lab = Lab.open();

    @BeforeEach
    void serve() {
        lab.serve();
    }

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private Program worker(String... arguments) {
        return lab.start(lab.worker(arguments).environment("LC_ALL", "C.UTF-8"));
    }

    private Program run(String... arguments) {
        return lab.run(lab.masterOf("master", "run", "--keep-order").with(arguments));
    }

    private Path writeJson(List<String> payloads) {
        return lab.write("tasks.jsonl", payloads.stream().map(JsonText::encode).toList());
    }

    @Test
    void every_file_has_the_sum_that_the_program_gives_it_alone() throws Exception {
        var odd = Files.createDirectories(lab.file("odd names"));
        for (var name : List.of(
                "a b", "it's", "\"q\"", "line\nbreak", "back\\slash", "$(id)", "; rm -rf x", "-n", "ünï", "*")) {
            Files.writeString(odd.resolve(name), name);
        }
        var names = new ArrayList<>(files(odd));
        names.addAll(spread(files(Path.of("/usr/share")), FILES));
        worker("--exec", "sha256sum -z {}");
        var master = lab.start(lab.masterOf("master", "run", "--keep-order", "--jsonl", "--format", "jsonl", "--input")
                .with(writeJson(names).toString()));
        assertThat(master.awaitEnd(AT_MOST)).as(master::err).isZero();

        var alone = new ProcessBuilder("xargs", "-0", "sha256sum", "-z")
                .redirectInput(Files.writeString(lab.file("names"), String.join("\0", names))
                        .toFile())
                .start();
        var sums = new String(alone.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0", -1);
        var expected = IntStream.range(0, names.size())
                .mapToObj(i -> "{\"index\":" + i + ",\"ok\":" + JsonText.encode(sums[i] + "\0") + "}")
                .toList();
        assertThat(master.out().lines().toList()).isEqualTo(expected);
    }

    private static List<String> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static List<String> spread(List<String> all, int most) {
        int step = Math.max(1, (all.size() + most - 1) / most);
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @Test
    void a_payload_is_data_whatever_it_says() throws IOException {
        var payloads = List.of(
                "; rm -rf x",
                "$(touch hacked)",
                "`touch hacked`",
                "'; touch hacked; '",
                "\"",
                "--help",
                "-n",
                "a\0b",
                "| touch hacked",
                "\n touch hacked ",
                "x".repeat(1_000_000));
        worker("--exec", "printf %s {}");
        worker("--exec", "printf %s \"$1\"", "--shell", "--queue", "shell");
        for (var queue : List.of("tasks", "shell")) {
            var master = run(
                    "--input",
                    writeJson(payloads).toString(),
                    "--jsonl",
                    "--format",
                    "jsonl",
                    "--queue",
                    queue,
                    "--retries",
                    "0");
            assertThat(master.status()).as(master::err).isEqualTo(1);
            var lines = master.out().lines().toList();
            for (int i = 0; i < payloads.size(); i++) {
                var payload = payloads.get(i);
                if (payload.contains("\0")) {
                    assertThat(lines.get(i)).contains("NUL character");
                } else if (payload.length() > 1_000) {
                    assertThat(lines.get(i)).contains("argument of 1000000 bytes", "standard input");
                } else {
                    assertThat(lines.get(i)).isEqualTo("{\"index\":" + i + ",\"ok\":" + JsonText.encode(payload) + "}");
                }
            }
        }
        assertThat(lab.file("hacked")).doesNotExist();
    }

    @Test
    void a_program_sees_its_task_and_no_password() throws IOException {
        lab.start(lab.worker("--exec", "env", "--name", "anna")
                .environment("TASKMASTER_USER", "worker")
                .environment("TASKMASTER_URL", Lab.credential(lab.credentials("worker"), "url"))
                .environment("TASKMASTER_PASSWORD", Lab.credential(lab.credentials("worker"), "password")));
        var master = run("--job", "j", "x");
        assertThat(master.status()).as(master::err).isZero();
        assertThat(master.out()
                        .lines()
                        .filter(line -> line.startsWith("TASKMASTER_"))
                        .map(line -> line.split("=", 2)[0]))
                .containsExactlyInAnyOrder(
                        "TASKMASTER_JOB",
                        "TASKMASTER_INDEX",
                        "TASKMASTER_ATTEMPT",
                        "TASKMASTER_QUEUE",
                        "TASKMASTER_WORKER",
                        "TASKMASTER_RUN");
        assertThat(master.out())
                .contains("TASKMASTER_WORKER=anna")
                .doesNotContain(Lab.credential(lab.credentials("worker"), "password"));
    }

    /** A real tool makes small pictures of large ones; where a picture is none, its own words tell why. */
    @Test
    void pictures_become_small_ones_and_broken_ones_fail_with_the_words_of_the_tool() throws Exception {
        var convert = imageMagick();
        assumeThat(convert)
                .as("ImageMagick is not here: install the package imagemagick")
                .isNotNull();
        var pictures = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            var file = lab.file("picture " + i + ".ppm");
            boolean broken = i % 67 == 66;
            Files.writeString(file, broken ? "no picture" : "P3 2 2 255 " + (i + " 0 0 ").repeat(4));
            pictures.add(file.toString());
        }
        worker("--exec", convert.orElseThrow() + " {} -resize 50% {}.png");
        var master = run("--input", lab.write("pictures", pictures).toString(), "--format", "jsonl", "--job", "thumbs");
        assertThat(master.status()).as(master::err).isEqualTo(1);
        var failed = master.out()
                .lines()
                .filter(line -> line.contains("\"failed\":\"error\""))
                .toList();
        assertThat(failed).hasSize(2).allMatch(line -> line.contains("improper image header"));
        assertThat(pictures.stream().filter(picture -> Files.exists(Path.of(picture + ".png"))))
                .hasSize(198);
        var dead = lab.run(lab.masterOf("master", "failed", "--json"));
        assertThat(dead.out()).contains("improper image header", "picture 66.ppm", "picture 133.ppm", "\"attempts\":3");
    }

    /** A program of that name need not be that tool. */
    private static Optional<String> imageMagick() throws InterruptedException {
        for (var program : List.of("/usr/bin/convert", "convert")) {
            if (version(program).startsWith("Version: ImageMagick")) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static String version(String program) throws InterruptedException {
        try {
            var process = new ProcessBuilder(program, "-version")
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static final String FAMILY = "sleep 1111 & (sleep 1112 &) ; setsid sleep 1113 & sleep 1114";

    /** The marks in the environment of those that have the worker's name in theirs. */
    private static Map<Long, String> programsOf(String worker) throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> read(process.resolve("environ")).contains("TASKMASTER_WORKER=" + worker + "\0"))
                    .collect(Collectors.toMap(
                            process -> Long.parseLong(process.getFileName().toString()),
                            process -> read(process.resolve("cmdline"))));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static void awaitSleeping(String worker) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> programsOf(worker).values().stream()
                                .filter(line -> line.startsWith("sleep"))
                                .count()
                        == 4);
    }

    @Test
    void the_time_limit_ends_all_that_a_program_has_started() throws IOException {
        worker("--exec", FAMILY, "--shell", "--name", "limited-" + lab.hashCode());
        var master = run("--task-timeout", "2s", "--retries", "0", "x");
        assertThat(master.out()).contains("failed (timeout)");
        assertThat(programsOf("limited-" + lab.hashCode())).isEmpty();
    }

    @Test
    void a_worker_that_is_stopped_leaves_no_program_behind() {
        for (var signals :
                List.of(List.of("TERM"), List.of("TERM", "TERM"), List.of("TERM", "TERM", "TERM"), List.of("HUP"))) {
            var name = "stopped-" + String.join("-", signals) + lab.hashCode();
            var worker = worker("--exec", FAMILY, "--shell", "--name", name, "--shutdown-timeout", "1s", "-q", name);
            lab.run(lab.masterOf("master", "submit", "--queue", name, "--job", name, "x"));
            awaitSleeping(name);
            signals.forEach(worker::signal);
            worker.awaitEnd(PATIENCE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> programsOf(name).isEmpty());
        }
    }

    @Test
    void a_command_that_cannot_run_is_refused_at_once() {
        lab.run(lab.worker("--exec", "no-such-program {}")).assertRefused(2, "no-such-program", "PATH");
        lab.run(lab.worker("--exec", "echo 'a")).assertRefused(2, "close each quote");
        lab.run(lab.worker("--exec", "echo", "--pipe", "cat")).assertRefused(2, "--exec", "--pipe");
        lab.run(lab.worker("--shell")).assertRefused(2, "--exec");
    }
}
