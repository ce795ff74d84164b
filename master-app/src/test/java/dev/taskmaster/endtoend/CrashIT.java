package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.chaos.PoisonWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashIT {

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void a_task_that_kills_its_worker_is_given_up_after_three_and_its_neighbours_succeed() throws InterruptedException {
        var payloads = new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
        payloads.add(500, PoisonWorker.POISON);
        var input = lab.write("input.txt", payloads);
        var deaths = new AtomicInteger();
        var over = new AtomicBoolean();
        var loops = List.of(restartLoop(deaths, over), restartLoop(deaths, over));
        var master = lab.run(lab.master(
                "run", "--input", input.toString(), "--output", "out.txt", "--format", "jsonl", "--chunk", "50"));
        over.set(true);
        for (var loop : loops) {
            loop.join(Duration.ofSeconds(30).toMillis());
        }
        assertThat(master.status()).as(master::err).isEqualTo(1);
        assertThat(master.err()).contains("1001 tasks: 1000 ok, 1 failed (1 crash)");
        assertThat(Lab.lines(lab.file("out.txt")).stream().filter(line -> line.contains("\"failed\"")))
                .singleElement()
                .asString()
                .contains("\"index\":500", "\"failed\":\"crash\"", "\"task\":\"" + PoisonWorker.POISON + "\"");
        // Once in its chunk with the others, then alone: three times in all.
        assertThat(deaths).hasValue(3);
    }

    private Thread restartLoop(AtomicInteger deaths, AtomicBoolean over) {
        var loop = new Thread(() -> {
            while (!over.get()) {
                try (var worker = PoisonWorkers.start(lab)) {
                    while (worker.isAlive() && !over.get()) {
                        org.awaitility.Awaitility.await()
                                .pollDelay(Duration.ofMillis(50))
                                .until(() -> true);
                    }
                    if (!worker.isAlive() && worker.status() == PoisonWorker.STATUS) {
                        deaths.incrementAndGet();
                    }
                }
            }
        });
        loop.start();
        return loop;
    }

    /** How to start one as a process. */
    private static final class PoisonWorkers {

        static Program start(Lab lab) {
            var jar = Path.of("..", "worker-app", "target", "taskmaster-worker.jar")
                    .toAbsolutePath();
            var classes = Path.of("target", "test-classes").toAbsolutePath();
            return Program.Start.command(
                            lab.file("."),
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            jar + ":" + classes,
                            PoisonWorker.class.getName(),
                            lab.credentials("worker").toString())
                    .start();
        }
    }

    @Test
    void a_task_over_its_time_fails_with_timeout_and_the_slot_goes_on() {
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "1"));
        var master = lab.run(lab.master(
                "run", "10ms", "60s", "20ms", "--task-timeout", "300ms", "--retries", "1", "--format", "csv"));
        assertThat(master.status()).as(master::err).isEqualTo(1);
        assertThat(master.out().lines())
                .contains("0,ok,10ms,", "2,ok,20ms,")
                .anyMatch(line -> line.startsWith("1,timeout,") && line.endsWith(",60s"));
    }

    @Test
    void a_stopped_worker_finishes_what_is_in_hand_and_costs_no_attempt() {
        var input = lab.write(
                "input.txt", IntStream.range(0, 60).mapToObj(i -> "100ms").toList());
        var master = lab.start(lab.master(
                "run", "--input", input.toString(), "--output", "out.txt", "--format", "jsonl", "--retries", "0"));
        Lab.awaitSaying(master, "on queue");
        for (int i = 0; i < 4; i++) {
            var worker = lab.start(lab.worker("--handler", "sleep", "--concurrency", "2"));
            Lab.awaitSaying(worker, "connected");
            org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            worker.signal("TERM");
            if (i % 2 == 1) {
                worker.signal("TERM");
            }
            assertThat(worker.awaitEnd(Duration.ofSeconds(10))).isEqualTo(143);
        }
        lab.start(lab.worker("--handler", "sleep", "--concurrency", "4"));
        assertThat(master.awaitEnd(Duration.ofSeconds(60))).as(master::err).isZero();
        assertThat(Lab.lines(lab.file("out.txt"))).hasSize(60).allMatch(line -> line.contains("\"ok\""));
    }

    @Test
    void a_frozen_worker_finds_its_answer_refused_says_so_and_goes_on() {
        var worker = lab.start(
                lab.worker("--handler", "sleep", "--concurrency", "1", "--connection-ttl", "2s", "--name", "frozen"));
        var master = lab.start(lab.master("run", "1500ms", "--output", "out.txt", "--format", "jsonl"));
        Lab.awaitSaying(worker, "connected");
        org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        worker.signal("STOP");
        var other = lab.start(lab.worker("--handler", "sleep", "--concurrency", "1", "--name", "other"));
        assertThat(master.awaitEnd(Duration.ofSeconds(30))).as(master::err).isZero();
        worker.signal("CONT");
        Lab.awaitSaying(worker, "WARN");
        assertThat(worker.isAlive()).isTrue();
        assertThat(other.isAlive()).isTrue();
        assertThat(Lab.lines(lab.file("out.txt"))).containsExactly("{\"index\":0,\"ok\":\"1500ms\"}");
        var next = lab.run(lab.master("run", "10ms"));
        assertThat(next.out()).isEqualTo("10ms\n");
    }
}
