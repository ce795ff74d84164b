package dev.taskmaster.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A stand-alone broker of Artemis' distribution, made by the script in a directory of its own.
 *
 * @param lab the lab that it belongs to
 * @param data its directory
 * @param port where it listens
 */
record Standalone(Lab lab, Path data, int port) {

    /** Where the build unpacks the distribution. */
    static final Path HOME =
            Path.of("target", "artemis", "apache-artemis-2.56.0").toAbsolutePath();

    private static final Path SCRIPT =
            Path.of("..", "scripts", "artemis-instance").toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Makes one. */
    static Standalone make(Lab lab, String name, int port, String... options) {
        var data = lab.file(name);
        var script = Program.Start.command(lab.file("."), SCRIPT.toString(), data.toString(), "--home", HOME.toString())
                .with("--listen", "127.0.0.1:" + port)
                .with(options)
                .environment("TASKMASTER_ARCHIVE", "off")
                .environment("JAVA_HOME", System.getProperty("java.home"));
        lab.run(script).assertEndedWith(0, "artemis/bin/artemis run starts it");
        return new Standalone(lab, data, port);
    }

    /** Starts it without waiting for it. */
    Program begin() {
        return lab.start(
                Program.Start.command(data, data.resolve("artemis/bin/artemis").toString(), "run")
                        .environment("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Starts it, and returns when it listens. */
    Program start() {
        var broker = begin();
        awaitPort(port);
        return broker;
    }

    Path credentials(String user) {
        return data.resolve("credentials").resolve(user + ".properties");
    }

    static void awaitPort(int port) {
        Awaitility.await("port " + port)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> listens(port));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
