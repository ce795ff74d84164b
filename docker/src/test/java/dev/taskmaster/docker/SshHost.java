package dev.taskmaster.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A container with systemd and sshd, under the name {@code host} in an ssh configuration of its own. */
final class SshHost {

    private static final Path SCRIPT = Path.of("..", "scripts", "deploy-worker");

    private final String container;
    private final Path directory;

    private SshHost(String container, Path directory) {
        this.container = container;
        this.directory = directory;
    }

    /**
     * Lets the holder of a new key in.
     *
     * @param container one that runs
     * @param directory for the key and the configuration
     * @param users who can log in, each with a home of its own
     */
    static SshHost of(String container, Path directory, List<String> users) throws IOException {
        var host = new SshHost(container, directory);
        Call.start(
                        Map.of(),
                        Engine.NO_INPUT,
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host.file("key")))
                .success(ComposeLab.LIMIT);
        var key = Files.readString(Path.of(host.file("key.pub")));
        await("it has come up").atMost(Duration.ofMinutes(1)).until(() -> host.answers("systemctl is-active ssh"));
        for (var user : users) {
            host.run("install -d -m 700 -o %1$s -g %1$s ~%1$s/.ssh && echo '%2$s' >~%1$s/.ssh/authorized_keys"
                    .formatted(user, key.strip()));
        }
        var address = Engine.docker("port", container, "22").split(":", -1);
        Files.writeString(
                directory.resolve("known_hosts"), "host " + host.run("cat /etc/ssh/ssh_host_ed25519_key.pub") + "\n");
        Files.write(
                directory.resolve("ssh_config"),
                List.of(
                        "Host host",
                        "  HostName " + address[0],
                        "  Port " + address[1],
                        "  HostKeyAlias host",
                        "  User root",
                        "  IdentityFile " + host.file("key"),
                        "  IdentitiesOnly yes",
                        "  UserKnownHostsFile " + host.file("known_hosts"),
                        "  GlobalKnownHostsFile /dev/null",
                        "  StrictHostKeyChecking yes"));
        return host;
    }

    /** The deploying script for this host, at its end. */
    Call deploy(String... arguments) {
        var command = new ArrayList<>(List.of(SCRIPT.toString(), "--ssh", "ssh -F " + file("ssh_config")));
        command.addAll(Arrays.asList(arguments));
        var call = Call.start(Map.of(), Engine.NO_INPUT, command);
        call.status(ComposeLab.LIMIT);
        return call;
    }

    /** What root's shell prints there. */
    String run(String line) {
        return Engine.docker("exec", container, "bash", "-c", line);
    }

    boolean answers(String line) {
        return Engine.call("exec", container, "bash", "-c", line).status(ComposeLab.LIMIT) == 0;
    }

    private String file(String name) {
        return directory.resolve(name).toAbsolutePath().toString();
    }
}
