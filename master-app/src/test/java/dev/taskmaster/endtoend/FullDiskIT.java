package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Full disks, made with small file systems in memory, which only root can mount. */
class FullDiskIT {

    private final Lab lab = Lab.open();
    private Path mounted = lab.file("none");

    @AfterEach
    void endProgramsAndUnmount() {
        lab.close();
        if (Files.isDirectory(mounted)) {
            command("umount", mounted.toString());
        }
    }

    @Test
    void a_job_whose_output_disk_is_full_stops_with_one_line_and_goes_on_after_room_was_made() throws IOException {
        mount("disk", "1m");
        var lines = IntStream.range(0, 4_000)
                .mapToObj(i -> i + " " + "x".repeat(500))
                .toList();
        var input = lab.write("input.txt", lines);
        var output = mounted.resolve("out.txt");
        lab.start(lab.worker("--handler", "echo", "--concurrency", "1"));
        lab.run(run(input, output)).assertEndedWith(2, "output " + output + " takes no more", "No space left");
        remount("4m");
        var resumed = lab.run(run(input, output));
        assertThat(resumed.status()).as(resumed::err).isZero();
        assertThat(output).hasSameBinaryContentAs(input);
    }

    @Test
    void a_job_whose_broker_has_no_disk_stops_with_one_line_and_goes_on_after_room_was_made() throws IOException {
        mount("disk", "120m");
        // The broker keeps 100 MB free, so 20 MB are its own.
        var lines = IntStream.range(0, 2_000)
                .mapToObj(i -> i + " " + "x".repeat(20_000))
                .toList();
        var input = lab.write("input.txt", lines);
        var full = lab.run(brokerOn("submit", input, "--chunk", "2"));
        full.assertEndedWith(3, "has no room");
        remount("600m");
        lab.start(Program.Start.worker(mounted, "--handler", "echo", "--concurrency", "1"));
        var resumed =
                lab.run(brokerOn("run", input, "--output", lab.file("out.txt").toString(), "--keep-order"));
        assertThat(resumed.status()).as(resumed::err).isZero();
        assertThat(resumed.err()).contains("goes on");
        assertThat(lab.file("out.txt")).hasSameBinaryContentAs(input);
    }

    private Program.Start brokerOn(String command, Path input, String... more) {
        return Program.Start.command(
                        mounted,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dtaskmaster.min-disk-free=100M",
                        "-jar",
                        Path.of("target", "taskmaster-master.jar")
                                .toAbsolutePath()
                                .toString(),
                        command,
                        "--listen",
                        "127.0.0.1:0",
                        "--job",
                        "j",
                        "--input",
                        input.toString())
                .with(more);
    }

    private Program.Start run(Path input, Path output) {
        return lab.master(
                "run", "--job", "j", "--input", input.toString(), "--output", output.toString(), "--keep-order");
    }

    private void mount(String name, String size) throws IOException {
        assumeTrue(command("id", "-u").out().strip().equals("0"), "only root can mount a small disk for this test");
        mounted = Files.createDirectory(lab.file(name));
        var mount = command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mounted.toString());
        assumeTrue(mount.status() == 0, () -> "this system lets nobody mount a small disk: " + mount.err());
    }

    private void remount(String size) {
        assertThat(command("mount", "-o", "remount,size=" + size, mounted.toString())
                        .status())
                .isZero();
    }

    private Program command(String... words) {
        return Program.Start.command(lab.file("."), words).run(Duration.ofSeconds(20));
    }
}
