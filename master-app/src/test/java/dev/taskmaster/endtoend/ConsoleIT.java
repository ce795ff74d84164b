package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.web.ConsoleClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged master alone has the console and the metrics. */
class ConsoleIT {

    private static final Pattern LINE = Pattern.compile(
            "console at (http://\\S+)/console/ and jobs at \\S+/jobs for the user in (\\S+), metrics at (\\S+)/metrics");
    private static final int TERMINATED = 143;

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void it_shows_the_queues_to_the_admin_and_the_counts_to_prometheus_and_ends_in_order() {
        var broker = lab.start(lab.master("serve", "--console", "127.0.0.1:0"));
        Lab.awaitSaying(broker, "ready;");
        Lab.awaitSaying(broker, "/metrics");
        var line = LINE.matcher(broker.err());
        assertThat(line.find()).as(broker.err()).isTrue();
        assertThat(line.group(2)).isEqualTo("taskmaster-data/credentials/admin.properties");
        var submitted = lab.run(lab.masterOf("master", "submit", "--job", "counted", "--chunk", "1", "7", "8"));
        assertThat(submitted.status()).as(submitted::err).isZero();

        var client = new ConsoleClient(line.group(1));
        var password = Lab.credential(lab.credentials("admin"), "password");
        assertThat(client.count("tasks", "admin", password).body()).contains("\"value\":2");
        var worker = Lab.credential(lab.credentials("worker"), "password");
        assertThat(client.count("tasks", "worker", worker).statusCode()).isIn(401, 403);
        assertThat(client.get("/metrics").body().lines())
                .anyMatch(count -> count.startsWith("artemis_messages{")
                        && count.contains("queue=\"tasks\"")
                        && count.endsWith(" 2.0"));
        assertThat(client.get("/").body()).contains("/console/", "/metrics");

        broker.signal("TERM");
        assertThat(broker.awaitEnd(Duration.ofSeconds(30))).isEqualTo(TERMINATED);
        assertThat(broker.err())
                .doesNotContain("WARN", "ERROR", "Exception", password)
                .contains("TERM: stopping");
        assertThat(broker.out()).isEmpty();
        assertThat(lab.data().resolve("console/1.3.0/index.html")).exists();
    }

    @Test
    void a_start_that_is_told_to_stop_at_once_stops() {
        var broker = lab.start(lab.master("serve", "--console", "127.0.0.1:0"));
        Lab.awaitSaying(broker, "ready;");
        broker.signal("TERM");
        assertThat(broker.awaitEnd(Duration.ofSeconds(30))).isEqualTo(TERMINATED);
        assertThat(broker.err()).doesNotContain("WARN", "ERROR", "Exception");
    }

    @Test
    void a_port_in_use_that_was_asked_for_is_refused() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var place = "127.0.0.1:" + other.getLocalPort();
            lab.run(lab.master("serve", "--console", place))
                    .assertRefused(2, "the console cannot be at " + place, "another port with --console", "off");
        }
    }

    @Test
    void a_place_that_others_can_reach_is_refused_with_the_way_to_do_it() {
        lab.run(lab.master("serve", "--console", "0.0.0.0:8161"))
                .assertRefused(2, "console must be off, or HOST:PORT", "ssh -L", "option --console says");
    }
}
