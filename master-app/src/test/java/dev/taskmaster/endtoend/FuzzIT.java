package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.message.JsonText;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.ReplyBody;
import dev.taskmaster.message.TaskBody;
import dev.taskmaster.message.WorkerClientId;
import dev.taskmaster.message.WorkerReport;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Malformed inputs from everywhere at once, while two jobs run. {@code -Dtaskmaster.fuzz.inputs=1000000} makes it long, and
 * {@code -Dtaskmaster.fuzz.seed=N} the same as the run that printed that seed, as it does when it starts and when it fails.
 */
class FuzzIT {

    private static final int INPUTS = Integer.getInteger("taskmaster.fuzz.inputs", 4_000);
    /** The same in each build, so that one that fails is at fault itself; another seed looks elsewhere. */
    private static final long SEED = Long.getLong("taskmaster.fuzz.seed", 152_540L);

    /** Of a hundred inputs. Each of the tasks is delivered ten times. */
    private static final int RESULTS_PERCENT = 20;

    private static final int TASKS_PERCENT = 2;
    private static final int CONNECTIONS_PERCENT = 8;

    private static final int REPORTS = 5;
    private static final int HUGE = 33 * 1024 * 1024;
    private static final int NUMBERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(INPUTS);
    private static final Pattern DEAD = Pattern.compile("\"queue\":\"DLQ\",\"waiting\":(\\d+)");

    private static final Pattern BROKEN = Pattern.compile("OutOfMemory|unexpected|StackOverflow");

    private final Lab lab = Lab.open();

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void whatever_comes_it_is_refused_or_set_aside_and_the_jobs_beside_it_complete() {
        var repeat = "-Dtaskmaster.fuzz.seed=" + SEED + " -Dtaskmaster.fuzz.inputs=" + INPUTS;
        System.out.println("fuzz: begins with " + repeat);
        try {
            attack();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with " + repeat + ": " + e.getMessage(), e);
        }
    }

    private void attack() throws Exception {
        long start = System.nanoTime();
        var broker = lab.serve();
        var worker = lab.start(lab.worker("--concurrency", "3", "--name", "attacked"));
        var input = lab.write(
                "numbers.txt",
                IntStream.range(0, NUMBERS).mapToObj(Integer::toString).toList());
        var waiting = job("waiting", "beside", input.toString());
        Lab.awaitSaying(waiting, "on queue beside");
        Awaitility.await().atMost(PATIENCE).until(() -> waitingIn("tasks.beside") > 0);

        var results = started(this::sendResults);
        var tasks = started(this::sendTasks);
        var connections = started(this::connect);
        var reports = started(this::report);
        var busy = job("busy", "tasks", input.toString());
        int codec = readTexts(INPUTS * (100 - RESULTS_PERCENT - TASKS_PERCENT - CONNECTIONS_PERCENT) / 100);
        int sentResults = results.join();
        int sentTasks = tasks.join();
        int made = connections.join();

        assertEndedWell(busy, "busy");
        // While the broker still delivers the tasks again: that takes it half a minute.
        lab.start(lab.worker("--queue", "beside", "--name", "late"));
        assertEndedWell(waiting, "waiting");
        assertThat(waiting.err())
                .contains("job waiting: " + sentResults + " messages were no results and are dead letters now");
        // One line a kind and one at the end, whatever their number.
        assertThat(waiting.err().lines().filter(line -> line.contains("WARN"))).hasSizeLessThanOrEqualTo(5);
        assertShown("waiting");
        // What is set aside has the text of nobody's task: a retry must not send it to workers.
        var retry = lab.run(lab.masterOf("master", "retry", "--job", "waiting"));
        assertThat(retry.status()).as(retry::err).isZero();

        Awaitility.await("all bad messages among the dead letters")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> waitingIn("DLQ") >= sentResults + sentTasks);
        assertThat(waitingIn("DLQ")).isEqualTo(sentResults + sentTasks);
        assertShown("fuzz");
        var workers = lab.run(lab.command("workers", "--json"));
        assertThat(workers.status()).as(workers::err).isZero();
        assertThat(workers.out()).contains("\"worker\":\"attacked\"");
        assertThat(List.of(broker, worker)).allMatch(Program::isAlive);
        for (var program : lab.programs()) {
            assertThat(program.err().lines())
                    .noneMatch(line -> BROKEN.matcher(line).find());
        }
        System.out.printf(
                "fuzz: seed %d: %d inputs in %d s: %d texts, %d results, %d tasks, %d connections, %d reports%n",
                SEED,
                codec + sentResults + sentTasks + made + reports.join(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                codec,
                sentResults,
                sentTasks,
                made,
                reports.join());
    }

    private Program job(String name, String queue, String input) {
        return lab.start(lab.masterOf(
                "master",
                "run",
                "--job",
                name,
                "--queue",
                queue,
                "--input",
                input,
                "--chunk",
                "10",
                "--keep-order",
                "--output",
                lab.file(name + ".txt").toString()));
    }

    private void assertEndedWell(Program job, String name) {
        assertThat(job.awaitEnd(PATIENCE)).as(job::err).isZero();
        assertThat(Lab.lines(lab.file(name + ".txt")))
                .isEqualTo(IntStream.range(0, NUMBERS)
                        .mapToObj(i -> i + " * " + i + " = " + i * i)
                        .toList());
    }

    private void assertShown(String job) {
        var failed = lab.run(lab.command("failed", "--job", job, "--limit", "300"));
        assertThat(failed.status()).as(failed::err).isZero();
        assertThat(failed.out()).contains("malformed").doesNotContain("no master and no broker");
    }

    private long waitingIn(String queue) {
        var queues = lab.run(lab.command("queues", "--json"));
        assertThat(queues.status()).as(queues::err).isZero();
        var found = Pattern.compile(DEAD.pattern().replace("DLQ", queue)).matcher(queues.out());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** As worker, to a job that waits for its results. */
    private int sendResults() throws JMSException, IOException {
        return send("worker", "results.waiting", INPUTS * RESULTS_PERCENT / 100, "waiting", 0);
    }

    /** As master, to the worker of a job that runs. */
    private int sendTasks() throws JMSException, IOException {
        return send("master", "tasks", INPUTS * TASKS_PERCENT / 100, "fuzz", 1);
    }

    private int send(String user, String queue, int count, String job, int stream) throws JMSException, IOException {
        var random = new Random(SEED * 31 + stream);
        try (var client = PlainClient.connect(lab.credentials(user));
                var session = client.transactedSession();
                var producer = session.createProducer(session.createQueue(queue))) {
            var messages = stream == 0 ? FuzzMessages.results(session, random) : FuzzMessages.tasks(session, random);
            for (int i = 0; i < count; i++) {
                producer.send(messages.next(job));
                if (i % 100 == 99) {
                    session.commit();
                }
            }
            var text = session.createTextMessage("[\"" + "x".repeat(HUGE));
            text.setStringProperty("job", job);
            producer.send(text);
            var bytes = session.createBytesMessage();
            bytes.writeBytes(new byte[HUGE]);
            bytes.setStringProperty("job", job);
            producer.send(bytes);
            session.commit();
        }
        return count + 2;
    }

    private int connect() throws IOException {
        int count = INPUTS * CONNECTIONS_PERCENT / 100;
        var url = URI.create(Lab.credential(lab.credentials("worker"), "url"));
        var bytes = new FuzzBytes(new InetSocketAddress(url.getHost(), url.getPort()), new Random(SEED * 31 + 2));
        for (int i = 0; i < count; i++) {
            bytes.send();
        }
        return count;
    }

    /** As worker, what is shown to whoever looks at workers. */
    private int report() throws Exception {
        var texts = new FuzzText(new Random(SEED * 31 + 3));
        try (var client = PlainClient.connect(lab.credentials("worker"))) {
            for (int i = 0; i < REPORTS; i++) {
                try (var session = client.session()) {
                    var core = ((ActiveMQSession) session).getCoreSession();
                    core.addMetaData("taskmaster", texts.nextShort());
                    core.addMetaData("jms-client-id", "worker/" + texts.nextShort() + "/1/" + i);
                    var workers = lab.run(lab.command("workers"));
                    assertThat(workers.status()).as(workers::err).isZero();
                }
            }
        }
        return REPORTS;
    }

    /** Whatever the text, it is read or malformed. */
    private static int readTexts(int count) {
        var texts = new FuzzText(new Random(SEED));
        for (int i = 0; i < count; i++) {
            var text = texts.next();
            try {
                switch (i % 5) {
                    case 0 ->
                        assertThat(TaskBody.decode(TaskBody.encode(TaskBody.decode(text))))
                                .isEqualTo(TaskBody.decode(text));
                    case 1 ->
                        assertThat(ReplyBody.decode(ReplyBody.encode(ReplyBody.decode(text))))
                                .isEqualTo(ReplyBody.decode(text));
                    case 2 ->
                        assertThat(JsonText.decode(JsonText.encode(JsonText.decode(text))))
                                .isEqualTo(JsonText.decode(text));
                    case 3 ->
                        WorkerReport.parse(text)
                                .ifPresent(report -> assertThat(WorkerReport.parse(report.text()))
                                        .contains(report));
                    default ->
                        WorkerClientId.parse(text)
                                .ifPresent(id -> assertThat(id.text()).isEqualTo(text));
                }
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).as(text).doesNotContain("\n");
            }
        }
        return count;
    }

    private static CompletableFuture<Integer> started(Callable<Integer> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
