package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Workers on three hosts with networks of their own, deployed over ssh from a fourth, where the master is, with TLS
 * between them. A life of a deployment, so the order counts.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteHostsIT {

    private static final List<String> HOSTS = List.of("north", "south", "west");
    private static final Path JAR = Path.of("..", "worker-app", "target", "taskmaster-worker.jar")
            .toAbsolutePath()
            .normalize();
    private static final Duration DEPLOYED = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CUT = Duration.ofSeconds(20);
    /** Where a worker is on its host, below the user's home. */
    private static final Path PLACE = Path.of(".local", "share", "taskmaster");
    /** Each run of a task leaves a line, so that a task that ran twice is seen. */
    private static final String TASK = "echo \"$1\" >>ran.txt; sleep 0.5; echo \"it's $1\"";

    private final Lab lab = Lab.open();
    private RemoteHosts hosts;

    @BeforeAll
    void startHostsAndBroker() {
        RemoteHosts.assumePossible();
        hosts = RemoteHosts.start(lab, HOSTS.toArray(String[]::new));
        var broker = lab.start(master("serve", "--listen", "0.0.0.0:61616", "--tls", "--console", "off")
                .with(
                        "--tls-host",
                        RemoteHosts.MASTER_ADDRESS,
                        "--data",
                        lab.data().toString()));
        Lab.awaitSaying(broker, "ready");
    }

    @AfterAll
    void endAll() {
        if (hosts != null) {
            hosts.close();
        }
        lab.close();
    }

    @Test
    @Order(1)
    void a_worker_is_connected_when_its_deployment_ends_and_a_dead_host_stops_no_other() throws IOException {
        var deployed = deploy(Stream.concat(HOSTS.stream(), Stream.of("nobody")), workerOptions());
        assertThat(deployed.status()).as(deployed::err).isEqualTo(1);
        assertThat(deployed.err().lines())
                .anyMatch(line -> line.startsWith("nobody: cannot be reached over ssh: ") && line.contains("try: ssh"));
        var url = Lab.credential(lab.credentials("worker"), "url");
        var password = Lab.credential(lab.credentials("worker"), "password");
        for (var host : HOSTS) {
            assertThat(deployed.err().lines()).contains(host + ": deployed, connected to " + url + " as worker");
            var credentials = file(host, "worker.properties");
            assertThat(credentials).hasSameTextualContentAs(lab.credentials("worker"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                    .isEqualTo("rw-------");
            assertThat(hosts.commandLines(host)).noneMatch(line -> line.contains(password));
        }
    }

    @Test
    @Order(2)
    void the_same_deployment_again_changes_nothing_and_other_options_restart() {
        var before = workers();
        var again = deploy(HOSTS.stream(), workerOptions());
        assertThat(again.status()).as(again::err).isZero();
        assertThat(again.err().lines()).hasSize(HOSTS.size()).allMatch(line -> line.contains(": unchanged, connected"));
        assertThat(workers()).isEqualTo(before);

        var other = deploy(Stream.of("west"), List.of("--shell", "--exec", TASK, "-c", "3"));
        assertThat(other.err()).contains("west: replaced, connected to ");
        assertThat(workers()).hasSize(HOSTS.size()).isNotEqualTo(before);
    }

    @Test
    @Order(3)
    void a_cut_link_and_a_killed_worker_lose_nothing_and_double_nothing() {
        var job = startJob("cut", 360);
        awaitRuns(30);
        hosts.cut("north");
        var killed = worker("south");
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        Awaitility.await("the link stays cut")
                .pollDelay(CUT)
                .atMost(CUT.plusSeconds(5))
                .until(() -> true);
        assertThat(job.isAlive()).as("the job lasts longer than the cut").isTrue();
        hosts.mend("north");
        assertThat(job.awaitEnd(Duration.ofMinutes(2))).as(job::err).isZero();
        assertEveryResultOnce("cut", 360);

        Awaitility.await("the killed worker is started again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> hosts.processes("south", JAR.getFileName().toString()).stream()
                        .anyMatch(pid -> pid != killed));
        Awaitility.await("all are back").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var status = status();
            assertThat(status.status()).as(status::err).isZero();
            assertThat(status.out().lines()).hasSize(1 + HOSTS.size());
            assertThat(status.out().lines().skip(1))
                    .allMatch(
                            line -> line.matches(
                                    "(north|south|west) +running +yes +\\S+ +[0-9a-f]{12} \\(same\\) +(north|south|west)-[0-9]+"));
        });
    }

    @Test
    @Order(4)
    void an_upgrade_during_a_job_runs_no_task_twice() throws IOException {
        forgetRuns();
        var before = workers();
        var job = startJob("upgrade", 700, "--retries", "0");
        awaitRuns(20);
        var jar = changedJar();
        var upgrade = lab.start(hosts.deploy("--upgrade", "--jar", jar.toString())
                .with("--config", lab.credentials("worker").toString())
                .with(HOSTS.toArray(String[]::new)));
        assertThat(upgrade.awaitEnd(DEPLOYED)).as(upgrade::err).isZero();
        assertThat(upgrade.err().lines())
                .filteredOn(line -> line.contains(": replaced, connected"))
                .hasSize(HOSTS.size());
        assertThat(job.isAlive()).as("the job lasts longer than the upgrade").isTrue();
        assertThat(job.awaitEnd(Duration.ofMinutes(2))).as(job::err).isZero();

        assertEveryResultOnce("upgrade", 700);
        assertThat(runs()).containsExactlyInAnyOrderElementsOf(payloads(700));
        assertThat(workers()).doesNotContainAnyElementsOf(before);
        for (var host : HOSTS) {
            assertThat(file(host, JAR.getFileName().toString())).hasSameBinaryContentAs(jar);
        }
    }

    @Test
    @Order(5)
    void a_stopped_worker_is_shown_as_such_until_it_is_deployed_again() {
        var stopped = lab.run(hosts.deploy("--stop", "west"));
        assertThat(stopped.status()).as(stopped::err).isZero();
        assertThat(stopped.err()).isEqualTo("west: stopped\n");
        assertThat(lab.run(hosts.deploy("--stop", "west")).err()).isEqualTo("west: was stopped already\n");
        var status = status();
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.out().lines()).anyMatch(line -> line.matches("west +stopped +- .*\\(other\\).*"));

        var started = lab.run(
                hosts.deploy("--config", lab.credentials("worker").toString()).with("--upgrade", "west"));
        assertThat(started.err()).as(started::out).contains("west: replaced, connected");
    }

    @Test
    @Order(6)
    void a_host_without_a_fitting_java_is_told_so_and_left_as_it_was() {
        var before = workers();
        var refused = deploy(Stream.of("north"), workerOptions(), "--java", "/usr/bin/false");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("north: no java of version 17 or later at /usr/bin/false")
                .hasLineCount(1);
        var strange = deploy(Stream.of("north"), workerOptions(), "--dir", ".ssh");
        assertThat(strange.err()).contains("north: the directory /mnt/.ssh holds other things: choose another --dir");
        assertThat(workers()).isEqualTo(before);
    }

    @Test
    @Order(7)
    void a_worker_that_is_refused_is_no_success_and_says_so_itself_at_once() {
        assertNotConnected(credentialsWith("password", "wrong"), "refused the user \"worker\"");
        assertNotConnected(
                credentialsWith("url", "tcp://" + RemoteHosts.MASTER_ADDRESS + ":61617"), "no broker answers at ");
        assertThat(lab.run(hosts.deploy("--remove", "--dir", "second", "north")).err())
                .isEqualTo("north: removed\n");
        assertThat(hosts.home("north").resolve("second")).doesNotExist();
    }

    private void assertNotConnected(Path credentials, String words) {
        var begin = Instant.now();
        var refused = lab.run(deployment("--config", credentials.toString(), "--dir", "second", "north"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .matches("north: (deployed|replaced), but not connected; it says: .*\n")
                .contains(words);
        assertThat(Duration.between(begin, Instant.now()))
                .as("the time that a good worker is given")
                .isLessThan(PATIENCE);
    }

    /** The worker's, with one setting changed. */
    private Path credentialsWith(String key, String value) {
        return lab.write(
                "wrong.properties",
                Lab.lines(lab.credentials("worker")).stream()
                        .map(line -> line.startsWith(key + "=") ? key + "=" + value : line)
                        .toList());
    }

    @Test
    @Order(8)
    void handlers_go_along_and_stay_until_others_are_given() throws IOException {
        var directory = lab.freshDirectory("handlers");
        HandlerJar.write(directory, JAR, "!");
        String[] handlers = {"--dir", "third", "--handlers", directory.toString()};
        List<String> worker = List.of("--handler", "shout", "--queue", "shouts");
        assertThat(deploy(Stream.of("north"), worker, handlers).err())
                .startsWith("north: deployed, the queue tasks.shouts does not exist yet at ");
        assertThat(shouted("hello")).isEqualTo("HELLO!\n");
        assertThat(deploy(Stream.of("north"), worker, handlers).err()).startsWith("north: unchanged, connected");

        assertThat(upgrade("--dir", "third", "--jar", changedJar().toString()))
                .startsWith("north: replaced, connected");
        assertThat(shouted("stays")).isEqualTo("STAYS!\n");
        HandlerJar.write(directory, JAR, "?");
        assertThat(upgrade(handlers)).startsWith("north: replaced, connected");
        assertThat(shouted("other")).isEqualTo("OTHER?\n");

        assertThat(lab.run(hosts.deploy("--remove", "--dir", "third", "north")).err())
                .isEqualTo("north: removed\n");
        assertThat(hosts.home("north").resolve("third")).doesNotExist();
    }

    private String upgrade(String... options) {
        return lab.run(hosts.deploy("--upgrade", "--jar", JAR.toString())
                        .with(options)
                        .with("north"))
                .err();
    }

    private String shouted(String task) {
        return lab.run(master("run", "--queue", "shouts", task)
                        .with("--config", lab.credentials("master").toString()))
                .out();
    }

    @Test
    @Order(9)
    void removal_leaves_no_process_and_no_file() throws IOException {
        forgetRuns();
        var removed = lab.run(hosts.deploy("--remove").with(HOSTS.toArray(String[]::new)));
        assertThat(removed.status()).as(removed::err).isZero();
        assertThat(removed.err().lines())
                .containsExactlyInAnyOrder("north: removed", "south: removed", "west: removed");
        for (var host : HOSTS) {
            assertThat(hosts.home(host).resolve(PLACE)).doesNotExist();
            assertThat(hosts.processes(host, "taskmaster")).isEmpty();
        }
        assertThat(lab.run(hosts.deploy("--remove", "north")).err())
                .isEqualTo("north: nothing is deployed in /mnt/" + PLACE + "\n");
    }

    private static List<String> workerOptions() {
        return List.of("--shell", "--exec", TASK, "-c", "2");
    }

    private Program.Start master(String... arguments) {
        var jar = Path.of("target", "taskmaster-master.jar").toAbsolutePath().toString();
        return hosts.atMaster(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar)
                .with(arguments);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Program.Start deployment(String... arguments) {
        return hosts.deploy("--no-systemd", "--java", java(), "--jar", JAR.toString())
                .with(arguments);
    }

    private Program deploy(Stream<String> to, List<String> worker, String... options) {
        var program = lab.start(deployment("--config", lab.credentials("worker").toString())
                .with(options)
                .with(to.toArray(String[]::new))
                .with("--")
                .with(worker.toArray(String[]::new)));
        program.awaitEnd(DEPLOYED);
        return program;
    }

    private Program status() {
        return lab.run(hosts.deploy("--status", "--jar", JAR.toString())
                .with("--config", lab.credentials("worker").toString())
                .with(HOSTS.toArray(String[]::new)));
    }

    private Program startJob(String name, int tasks, String... options) {
        return lab.start(master("run", "--job", name, "--format", "jsonl", "--output", name + ".jsonl")
                .with("--input", lab.write(name + ".txt", payloads(tasks)).toString())
                .with("--config", lab.credentials("master").toString())
                .with(options));
    }

    private static List<String> payloads(int tasks) {
        return IntStream.range(0, tasks).mapToObj(Integer::toString).toList();
    }

    private void assertEveryResultOnce(String name, int tasks) {
        assertThat(Lab.lines(lab.file(name + ".jsonl")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, tasks)
                        .mapToObj(i -> "{\"index\":" + i + ",\"ok\":\"it's " + i + "\"}")
                        .toList());
    }

    private Path file(String host, String name) {
        return hosts.home(host).resolve(PLACE).resolve(name);
    }

    private long worker(String host) {
        return hosts.processes(host, "-jar " + "/mnt/" + PLACE.resolve(JAR.getFileName())).stream()
                .findFirst()
                .orElseThrow();
    }

    private List<Long> workers() {
        return HOSTS.stream().map(this::worker).toList();
    }

    /** The payload of each run of a task, on all hosts. */
    private List<String> runs() {
        var all = new ArrayList<String>();
        for (var host : HOSTS) {
            var ran = file(host, "work/ran.txt");
            if (Files.exists(ran)) {
                all.addAll(Lab.lines(ran));
            }
        }
        return all;
    }

    private void forgetRuns() throws IOException {
        for (var host : HOSTS) {
            Files.deleteIfExists(file(host, "work/ran.txt"));
        }
    }

    private void awaitRuns(int count) {
        Awaitility.await("runs").atMost(Duration.ofSeconds(30)).until(() -> runs().size() >= count);
    }

    /** The same program in other bytes. */
    private Path changedJar() throws IOException {
        var to = lab.file("changed.jar");
        try (var from = new ZipFile(JAR.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : from.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(out);
            }
            out.setComment("another");
        }
        return to;
    }
}
