package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example in Python serves a queue as a worker of ours does, and loses nothing where it is killed. */
class PythonWorkerIT {

    private static final Path EXAMPLES =
            Path.of("..", "scripts", "examples").toAbsolutePath().normalize();

    private static final Path SCRIPT = EXAMPLES.resolve("worker.py");
    private static final String BROKER_SIDE = "stomp_queue.py";

    private static final Pattern STOMP = Pattern.compile("STOMP at [^ \\n]*:([0-9]+)");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int KILLS = 8;

    private final Lab lab = Lab.open();

    @BeforeEach
    void needsPython() throws IOException, InterruptedException {
        boolean there = System.getenv("CI") != null
                || new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0;
        assumeThat(there).as("python3 is on the path").isTrue();
    }

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    private Program serve(String... more) {
        var options = new ArrayList<>(List.of("--stomp", "127.0.0.1:0"));
        options.addAll(List.of(more));
        return lab.serve(options.toArray(String[]::new));
    }

    private static String stompPort(Program broker) {
        var said = STOMP.matcher(broker.err());
        assertThat(said.find()).as(broker::err).isTrue();
        return said.group(1);
    }

    private Program python(Path script, String port, String... queue) {
        return lab.start(start(script, lab.credentials("worker"), port).with(queue));
    }

    /** With Python's standard library and what is beside the script, and nothing else. */
    private Program.Start start(Path script, Path credentials, String port) {
        return Program.Start.command(
                lab.file("."), "python3", "-B", "-E", "-s", "-S", script.toString(), credentials.toString(), port);
    }

    /** The same worker with another body of its function. */
    private Path doing(String name, String... body) throws IOException {
        var text = Files.readString(SCRIPT);
        int start = text.indexOf("    number = int(payload)\n");
        int end = text.indexOf("\n\n\n", start);
        assertThat(start).isPositive();
        Files.copy(EXAMPLES.resolve(BROKER_SIDE), lab.file(BROKER_SIDE));
        return Files.writeString(
                lab.file(name), text.substring(0, start) + "    " + String.join("\n    ", body) + text.substring(end));
    }

    private static String squared(long number) {
        return number + " * " + number + " = " + number * number;
    }

    private static void awaitOut(Program program, String words) {
        Awaitility.await(words)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .failFast("it ended", () -> !program.isAlive() && !program.out().contains(words))
                .until(() -> program.out().contains(words));
    }

    @Test
    void shares_a_job_of_100_000_tasks_with_two_workers_in_java_while_it_is_killed_again_and_again() {
        var port = stompPort(serve());
        lab.start(lab.worker("--concurrency", "1"));
        lab.start(lab.worker("--concurrency", "1"));
        int tasks = 100_000;
        var input = lab.write(
                "input.txt",
                () -> IntStream.range(0, tasks).mapToObj(Integer::toString).iterator());
        // Small messages, so that the job lasts long enough for all the kills.
        var job = lab.start(lab.masterOf(
                "master", "run", "--input", input.toString(), "--output", "out.txt", "--keep-order", "--chunk", "20"));
        for (int kill = 0; kill < KILLS; kill++) {
            var python = python(SCRIPT, port);
            awaitOut(python, "run task");
            assertThat(job.isAlive()).as("the job lasts until kill " + kill).isTrue();
            python.kill();
        }
        var last = python(SCRIPT, port);
        assertThat(job.awaitEnd(LONG)).as(job::err).isZero();
        assertThat(Lab.lines(lab.file("out.txt")))
                .isEqualTo(LongStream.range(0, tasks)
                        .mapToObj(PythonWorkerIT::squared)
                        .toList());
        last.signal("TERM");
        assertThat(last.awaitEnd(SOON)).as(last::err).isZero();
        assertThat(last.out()).endsWith("worker exit.\n");
    }

    @Test
    void serves_a_queue_alone_and_tells_failures_and_time_limits_apart() throws IOException {
        var port = stompPort(serve());
        var script = doing(
                "moody.py",
                "if payload == 'slow': time.sleep(30)",
                "if payload == 'bad': raise ValueError('no: \\\"it\\\" is not\\ngood')",
                "return payload.upper()");
        python(script, port);
        var job = lab.run(lab.masterOf("master", "run", "ä:b\\c", "bad", "slow", "\"x\"", "", "--keep-order")
                .with("--task-timeout", "500ms", "--retries", "1", "--format", "jsonl", "--chunk", "5"));
        assertThat(job.status()).as(job::err).isEqualTo(1);
        assertThat(job.out()).isEqualTo("""
                {"index":0,"ok":"Ä:B\\\\C"}
                {"index":1,"failed":"error","message":"no: \\"it\\" is not\\ngood","task":"bad","attempts":2}
                {"index":2,"failed":"timeout","message":"took longer than its limit","task":"slow","attempts":2}
                {"index":3,"ok":"\\"X\\""}
                {"index":4,"ok":""}
                """);
    }

    @Test
    void gives_up_a_task_that_kills_it_three_times_and_its_neighbours_succeed() throws IOException {
        var port = stompPort(serve());
        var script = doing("deadly.py", "if payload == 'poison': os._exit(9)", "return payload");
        var job = lab.start(lab.masterOf("master", "run", "a", "b", "poison", "c", "--keep-order", "--chunk", "4")
                .with("--format", "jsonl"));
        int deaths = 0;
        for (var python = python(script, port); deaths < 3; python = python(script, port)) {
            assertThat(python.awaitEnd(SOON)).isEqualTo(9);
            deaths++;
        }
        assertThat(job.awaitEnd(SOON)).as(job::err).isEqualTo(1);
        assertThat(job.out().lines())
                .contains("{\"index\":0,\"ok\":\"a\"}", "{\"index\":1,\"ok\":\"b\"}", "{\"index\":3,\"ok\":\"c\"}")
                .anyMatch(line -> line.startsWith("{\"index\":2,\"failed\":\"crash\""));
    }

    @Test
    void finishes_what_it_runs_when_it_is_told_to_stop_and_hands_back_the_rest_without_a_blemish() throws IOException {
        var port = stompPort(serve());
        var script = doing("slow.py", "time.sleep(1)", "return payload");
        var python = python(script, port);
        var job = lab.start(lab.masterOf("master", "run", "a", "b", "c", "--keep-order", "--chunk", "3")
                .with("--format", "jsonl", "--retries", "0"));
        awaitOut(python, "run task a");
        python.signal("TERM");
        assertThat(python.awaitEnd(SOON)).as(python::err).isZero();
        assertThat(python.err()).isEmpty();
        assertThat(python.out()).doesNotContain("run task b");
        var next = python(script, port);
        assertThat(job.awaitEnd(SOON)).as(job::err).isZero();
        assertThat(job.out().lines())
                .containsExactly(
                        "{\"index\":0,\"ok\":\"a\"}", "{\"index\":1,\"ok\":\"b\"}", "{\"index\":2,\"ok\":\"c\"}");
        assertThat(next.out()).doesNotContain("run task a");
    }

    @Test
    void works_longer_than_a_silent_connection_may_last_and_comes_back_to_a_broker_that_was_killed()
            throws IOException {
        var broker = serve();
        var port = stompPort(broker);
        var listen = Lab.credential(lab.credentials("worker"), "url").replace("tcp://", "");
        var script = doing("long.py", "time.sleep(25 if payload == 'long' else 0)", "return payload");
        var python = python(script, port);
        var job = lab.run(lab.masterOf("master", "run", "long"));
        assertThat(job.out()).as(job::err).isEqualTo("long\n");
        assertThat(python.err()).isEmpty();
        broker.kill();
        var again =
                lab.start(lab.command("serve", "--console", "off", "--listen", listen, "--stomp", "127.0.0.1:" + port));
        Lab.awaitSaying(again, "ready");
        var after = lab.run(lab.masterOf("master", "run", "short"));
        assertThat(after.out()).as(after::err).isEqualTo("short\n");
        assertThat(python.isAlive()).isTrue();
    }

    @Test
    void drops_the_answer_to_a_job_that_is_gone_and_goes_on() throws IOException {
        var port = stompPort(serve());
        var cancelled = lab.file("cancelled");
        var script = doing(
                "slow.py",
                "while payload == 'slow' and not os.path.exists('" + cancelled + "'): time.sleep(0.05)",
                "return payload");
        var python = python(script, port);
        var job = lab.start(lab.masterOf("master", "run", "slow", "--job", "gone"));
        awaitOut(python, "run task slow");
        lab.run(lab.masterOf("master", "cancel", "gone"));
        Files.createFile(cancelled);
        var next = lab.run(lab.masterOf("master", "run", "next"));
        assertThat(next.out()).as(next::err).isEqualTo("next\n");
        assertThat(job.awaitEnd(SOON)).as(job::err).isEqualTo(5);
        // Once: it is known when it comes back.
        assertThat(python.err().lines()).singleElement().asString().contains("does not exist");
        assertThat(lab.run(lab.masterOf("master", "status")).out()).contains("dead letters  0");
    }

    @Test
    void takes_raw_tasks_and_hangs_up_on_one_that_fails_so_that_the_broker_tries_it_again()
            throws IOException, JMSException {
        var port = stompPort(serve());
        var script = doing(
                "third.py",
                "again = os.path.exists(payload)",
                "open(payload, 'a').close()",
                "if not again: raise ValueError('not yet')",
                "return 'at last'");
        python(script, port);
        try (var master = PlainClient.connect(lab.credentials("master"))) {
            var session = master.session();
            var replies = session.createTemporaryQueue();
            var task = session.createTextMessage(lab.file("mark").toString());
            task.setJMSReplyTo(replies);
            task.setJMSCorrelationID("mine");
            session.createProducer(session.createQueue("tasks")).send(task);
            try (var consumer = session.createConsumer(replies)) {
                var reply = PlainClient.next(consumer);
                assertThat(reply.getBody(String.class)).isEqualTo("at last");
                assertThat(reply.getJMSCorrelationID()).isEqualTo("mine");
            }
        }
    }

    @Test
    void speaks_tls_as_its_file_says_and_is_listed_among_the_workers() {
        var port = stompPort(serve("--tls"));
        var python = python(SCRIPT, port, "tasks");
        var job = lab.run(lab.masterOf("master", "run", "12"));
        assertThat(job.out()).as(() -> job.err() + python.err()).isEqualTo("12 * 12 = 144\n");
        var workers = lab.run(lab.masterOf("master", "workers", "--json"));
        assertThat(workers.out()).contains("-" + python.id() + "\"", "\"slots\":1");
    }

    @Test
    void is_told_when_its_password_is_refused() {
        var port = stompPort(serve());
        var lines = Lab.lines(lab.credentials("worker")).stream()
                .map(line -> line.startsWith("password=") ? "password=wrong" : line)
                .toList();
        var file = lab.write("wrong.properties", lines);
        var python = lab.run(start(SCRIPT, file, port));
        assertThat(python.status()).isEqualTo(1);
        assertThat(python.err().lines())
                .singleElement()
                .asString()
                .contains("User name [worker] or password is invalid", "take the credentials file");
    }

    @Test
    void says_in_a_line_which_file_is_missing_and_that_no_broker_is_there() {
        var missing = lab.run(start(SCRIPT, lab.file("none.properties"), "61613"));
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err().lines()).singleElement().asString().contains("no credentials", "none.properties");

        var file = lab.write("alone.properties", List.of("url=tcp://127.0.0.1:1", "user=worker", "password=x"));
        var alone = lab.start(start(SCRIPT, file, "1"));
        Awaitility.await("its line")
                .atMost(SOON)
                .until(() -> alone.err().lines().count() > 0);
        assertThat(alone.err())
                .contains("connecting again to STOMP at port 1, tcp://127.0.0.1:1")
                .doesNotContain("Traceback");
        assertThat(alone.isAlive()).isTrue();
    }

    @Test
    void costs_a_broker_without_stomp_nothing() throws IOException {
        for (var options : List.of(List.<String>of(), List.of("--stomp", "127.0.0.1:0"))) {
            var classes = lab.file("classes-" + options.size() + ".txt");
            var broker = lab.start(lab.master("serve", "--console", "off")
                    .with(options.toArray(String[]::new))
                    .with("--data", lab.file("data-" + options.size()).toString())
                    .environment("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes));
            Lab.awaitSaying(broker, "ready");
            broker.close();
            // Artemis makes the factory of each protocol that is there, which is one class.
            assertThat(Files.readString(classes).contains("artemis.core.protocol.stomp.StompProtocolManager "))
                    .isEqualTo(!options.isEmpty());
        }
    }
}
