package dev.taskmaster.endtoend;

import dev.taskmaster.credentials.CredentialsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** A directory with a master's data, and the programs that were started in it; closing it ends them all. */
final class Lab implements AutoCloseable {

    private static final Path ROOT = Path.of("target", "test-data", "endtoend");

    private final Path directory;
    private final List<Program> programs = new ArrayList<>();

    private Lab(Path directory) {
        this.directory = directory;
    }

    static Lab open() {
        try {
            Files.createDirectories(ROOT);
            return new Lab(Files.createTempDirectory(ROOT, "lab-").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A new one, empty. */
    Path freshDirectory(String prefix) {
        try {
            return Files.createTempDirectory(directory, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was started, in that order. */
    List<Program> programs() {
        return List.copyOf(programs);
    }

    Path data() {
        return directory.resolve("taskmaster-data");
    }

    Path credentials(String user) {
        return CredentialsFile.of(data(), user);
    }

    /** A master's command as it is. */
    Program.Start command(String... arguments) {
        return Program.Start.master(directory, arguments);
    }

    /** A master with a broker of its own on a port that the system chooses. */
    Program.Start master(String command, String... arguments) {
        return Program.Start.master(directory, command, "--listen", "127.0.0.1:0")
                .with(arguments);
    }

    /** A master that uses the broker of another process. */
    Program.Start masterOf(String user, String command, String... arguments) {
        return Program.Start.master(
                        directory, command, "--config", credentials(user).toString())
                .with(arguments);
    }

    /** A worker that finds the master's credentials where it works. */
    Program.Start worker(String... arguments) {
        return Program.Start.worker(directory, arguments);
    }

    Program start(Program.Start start) {
        var program = start.start();
        programs.add(program);
        return program;
    }

    Program run(Program.Start start) {
        var program = start.run(Duration.ofMinutes(2));
        programs.add(program);
        return program;
    }

    /** A broker that is ready, without the console. */
    Program serve(String... arguments) {
        var broker = start(master("serve", "--console", "off").with(arguments));
        awaitSaying(broker, "ready");
        return broker;
    }

    /** A command for the {@code primary} or the {@code backup} of a pair on loopback, with data in a directory of that name. */
    Program.Start ofPair(String command, String side, int primaryPort, int backupPort) {
        boolean isPrimary = side.equals("primary");
        return ofPair(command, side, side, isPrimary ? primaryPort : backupPort, isPrimary ? backupPort : primaryPort);
    }

    /** The same with the data of one side, as the other side. */
    Program.Start ofPair(String command, String data, String side, int port, int peerPort) {
        return command(command, "--data", data, "--ha", side)
                .with("--listen", "127.0.0.1:" + port, "--peer", "127.0.0.1:" + peerPort);
    }

    /** Gives the backup of a pair, with data in a directory of its own, what the page says to copy from the primary's. */
    void copyPair(String primary, String backup) throws IOException {
        for (var part : List.of("etc", "credentials", "tls")) {
            if (Files.exists(file(primary).resolve(part))) {
                Files.createDirectories(file(backup).resolve(part));
                try (var files = Files.list(file(primary).resolve(part))) {
                    for (var file : files.toList()) {
                        Files.copy(file, file(backup).resolve(part).resolve(file.getFileName()));
                    }
                }
            }
        }
    }

    static void awaitSaying(Program program, String words) {
        Awaitility.await(words)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .failFast("it ended", () -> !program.isAlive() && !program.err().contains(words))
                .until(() -> program.err().contains(words));
    }

    Path write(String name, Iterable<String> lines) {
        try {
            return Files.write(file(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a credentials file says for a key. */
    static String credential(Path file, String key) {
        var prefix = key + "=";
        return lines(file).stream()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    static List<String> lines(Path file) {
        try {
            var text = Files.readString(file);
            if (text.isEmpty()) {
                return List.of();
            }
            return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }
}
