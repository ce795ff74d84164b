package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskmaster.master.web.ConsoleClient;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A real Prometheus that scrapes each second, with its data in a lab's directory and on a port of its own. */
final class Prometheus {

    private static final Pattern LISTENS = Pattern.compile("Listening on\"? address=127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]+)\"]");

    private final ConsoleClient client;

    private Prometheus(ConsoleClient client) {
        this.client = client;
    }

    /** Leaves the test out where a program is not installed, but not in CI, which has to install it. */
    static void assumeInstalled(String program) {
        boolean isThere = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(program + " is missing: .ci/run installs Debian's package prometheus");
        }
        assumeTrue(isThere, program + " is not installed: Debian has it in the package prometheus");
    }

    /** Starts one in a lab, which ends it. */
    static Prometheus start(Lab lab, String... targets) {
        assumeInstalled("prometheus");
        var configuration = lab.write(
                "prometheus.yml",
                List.of(
                        "global:",
                        "  scrape_interval: 1s",
                        "scrape_configs:",
                        "  - job_name: taskmaster",
                        "    static_configs:",
                        "      - targets: ['" + String.join("', '", targets) + "']"));
        var process = lab.start(Program.Start.command(
                lab.file("."),
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + lab.file("prometheus-data"),
                "--web.listen-address=127.0.0.1:0"));
        Lab.awaitSaying(process, "Server is ready");
        var port = LISTENS.matcher(process.err());
        assertThat(port.find()).as(process::err).isTrue();
        return new Prometheus(new ConsoleClient("http://127.0.0.1:" + port.group(1)));
    }

    /** The value of an expression that has one, or nothing while it has none. */
    OptionalDouble ask(String expression) {
        var query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        var answer = client.get("/api/v1/query?query=" + query).body();
        assertThat(answer).as(expression).contains("\"status\":\"success\"");
        var value = VALUE.matcher(answer);
        return value.find() ? OptionalDouble.of(Double.parseDouble(value.group(1))) : OptionalDouble.empty();
    }

    /** Whether its linter finds nothing against a page. */
    static void check(Lab lab, String name, String page) {
        assumeInstalled("promtool");
        var file = lab.write(name, page.lines().toList());
        var lint = lab.start(Program.Start.command(lab.file("."), "promtool", "check", "metrics")
                .input(file));
        assertThat(lint.awaitEnd(Duration.ofSeconds(30)))
                .as(() -> lint.err() + lint.out())
                .isZero();
    }
}
