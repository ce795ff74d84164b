package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Networks that break between hosts while all programs live on: nothing is lost, nothing comes twice. A cut of more than the
 * connection's time to live, 15 s, has the broker give up on whoever is behind it. {@code -Dtaskmaster.cut.seconds=30} for
 * longer ones.
 */
class NetworkCutIT {

    private static final Duration CUT = Duration.ofSeconds(Integer.getInteger("taskmaster.cut.seconds", 18));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int UNREACHABLE = 3;
    private static final int MILLIS = 20;
    private static final int SLOTS = 4;

    /** For all slots of one worker: a job lasts longer than its cuts. */
    private static final int TASKS_A_CUT = Math.toIntExact((CUT.toMillis() + 4_000) * SLOTS / MILLIS);

    /** Longer than one of a pair hears nothing of the other before it takes it for dead. */
    private static final Duration MISSED = Duration.ofSeconds(12);

    private static final String IN_STEP = "has all of its data";
    private static final String SERVES = "this broker serves; ";

    private final Lab lab = Lab.open();
    private Network network;

    @BeforeEach
    void connect() {
        RemoteHosts.assumePossible();
        network = Network.start("master", "far", "primary", "backup");
    }

    @AfterEach
    void end() {
        lab.close();
        // None was made where this cannot run.
        if (network != null) {
            network.close();
        }
    }

    @Test
    void a_job_is_exact_when_a_worker_and_then_its_master_lose_the_broker_for_a_while() {
        var broker = lab.start(lab.command("serve", "--data", "one", "--console", "off", "--insecure")
                .with("--listen", place("primary"))
                .in(network.namespace("primary")));
        Lab.awaitSaying(broker, "ready");
        worker("one", "primary");
        var far = worker("one", "far");
        var input = input(2);
        var output = lab.file("out.txt");
        var job = run("one", input, output);
        awaitProgress(output);

        cut("far", "primary");
        assertThat(job.isAlive()).isTrue();
        cut("master", "primary");
        int status = job.awaitEnd(PATIENCE);
        if (status == UNREACHABLE) {
            // As for any job whose broker is gone.
            assertThat(job.err()).contains("the connection to the broker at", "run the same again");
            status = run("one", input, output).awaitEnd(PATIENCE);
        }
        assertThat(status).as(job::err).isZero();
        assertThat(output).hasSameBinaryContentAs(input);
        assertThat(far.isAlive()).isTrue();
    }

    /** Each takes the other for dead and serves; clients stay where they are, so the job does not notice. */
    @Test
    void a_pair_that_loses_sight_of_each_other_serves_twice_and_a_job_stays_exact_at_one() throws IOException {
        lab.run(served("init", "primary")).assertEndedWith(0, "credentials for (tcp://");
        lab.copyPair("primary", "backup");
        var primary = lab.start(served("serve", "primary", "--console", "off").in(network.namespace("primary")));
        Lab.awaitSaying(primary, "ready");
        var backup = lab.start(served("serve", "backup", "--console", "off").in(network.namespace("backup")));
        Lab.awaitSaying(primary, IN_STEP);
        worker("primary", "far");
        var input = input(1);
        var output = lab.file("out.txt");
        var job = run("primary", input, output);
        awaitProgress(output);

        cut("primary", "backup");
        assertThat(job.awaitEnd(PATIENCE)).as(job::err).isZero();
        assertThat(output).hasSameBinaryContentAs(input);
        // A short cut is over before they miss each other.
        assertThat(backup.err().contains(SERVES)).as(backup::err).isEqualTo(CUT.compareTo(MISSED) > 0);
        assertThat(primary.isAlive()).isTrue();
    }

    private Program.Start served(String command, String side, String... more) {
        return lab.command(command, "--data", side, "--ha", side, "--insecure")
                .with("--listen", place(side))
                .with("--peer", place(side.equals("primary") ? "backup" : "primary"))
                .with(more);
    }

    private String place(String host) {
        return network.address(host) + ":61616";
    }

    private Program worker(String data, String host) {
        var worker = lab.start(lab.worker("--config", credentials(data, "worker"), "--handler", "sleep", "--name", host)
                .with("-c", Integer.toString(SLOTS))
                .in(network.namespace(host)));
        Lab.awaitSaying(worker, "connected");
        return worker;
    }

    private Program run(String data, Path input, Path output) {
        return lab.start(lab.command("run", "--config", credentials(data, "master"), "--keep-order", "--job", "cut")
                .with("--input", input.toString(), "--output", output.toString())
                .in(network.namespace("master")));
    }

    private String credentials(String data, String user) {
        return lab.file(data + "/credentials/" + user + ".properties").toString();
    }

    /** No two of the same, so that one in another's place is seen. */
    private Path input(int cuts) {
        return lab.write(
                "input.txt",
                IntStream.range(0, cuts * TASKS_A_CUT)
                        .mapToObj(i -> MILLIS * 1_000 + i + "us")
                        .toList());
    }

    private static void awaitProgress(Path output) {
        Awaitility.await().atMost(PATIENCE).until(() -> output.toFile().length() > 0);
    }

    private void cut(String one, String other) {
        network.cut(one, other);
        Awaitility.await("the way stays cut")
                .pollDelay(CUT)
                .atMost(CUT.plusSeconds(5))
                .until(() -> true);
        network.mend(one, other);
    }
}
