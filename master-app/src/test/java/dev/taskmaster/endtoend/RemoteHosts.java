package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Hosts with sshd, and one for the master, each with a network of its own: namespaces of the kernel, on a bridge at the
 * master's. A host has a name and a home of its own, where an ordinary user logs in with a key; the rest of the file
 * system they share. Closing it ends whatever runs in the namespaces and removes them. Needs root.
 */
final class RemoteHosts implements AutoCloseable {

    static final String MASTER_ADDRESS = "10.99.0.1";
    private static final String NETWORK = "10.99.0.";
    private static final int FIRST_ADDRESS = 11;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String USER = "operator";
    private static final String HOME = "/mnt";

    private final Lab lab;
    private final String prefix = "tm" + ProcessHandle.current().pid();
    private final Map<String, String> addresses = new TreeMap<>();

    private RemoteHosts(Lab lab) {
        this.lab = lab;
    }

    /** Whether this machine can have such hosts; with CI=true it must. */
    static void assumePossible() {
        if ("true".equals(System.getenv("CI"))) {
            return;
        }
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "hosts of its own need root, for their networks");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/sshd")), "sshd is missing");
        var name = "tm-try-" + ProcessHandle.current().pid();
        var tried = status("sh", "-c", "ip netns add " + name + " && ip netns del " + name);
        Assumptions.assumeTrue(tried == 0, "the kernel gives no namespaces, or ip is missing");
    }

    static RemoteHosts start(Lab lab, String... names) {
        var hosts = new RemoteHosts(lab);
        try {
            hosts.makeMaster();
            for (int i = 0; i < names.length; i++) {
                hosts.addresses.put(names[i], NETWORK + (FIRST_ADDRESS + i));
                hosts.make(names[i]);
            }
            hosts.writeSshConfiguration();
            return hosts;
        } catch (RuntimeException | Error e) {
            hosts.close();
            throw e;
        }
    }

    /** A command where the master is. */
    Program.Start atMaster(String... command) {
        return in(namespace("master"), command);
    }

    /** The deploying script where the master is. */
    Program.Start deploy(String... arguments) {
        var script = Path.of("..", "scripts", "deploy-worker").toAbsolutePath().normalize();
        return atMaster(script.toString(), "--ssh", "ssh -F " + lab.file("ssh_config"))
                .with(arguments)
                .environment("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What the user sees of the home of a host. */
    Path home(String host) {
        return lab.file(host);
    }

    void cut(String host) {
        run("ip", "-n", namespace("master"), "link", "set", port(host), "down");
    }

    void mend(String host) {
        run("ip", "-n", namespace("master"), "link", "set", port(host), "up");
    }

    /** The processes of a host whose command line has the words. */
    List<Long> processes(String host, String words) {
        return pids(namespace(host)).stream()
                .filter(pid -> commandLine(pid).contains(words))
                .toList();
    }

    /** All command lines of a host. */
    List<String> commandLines(String host) {
        return pids(namespace(host)).stream().map(RemoteHosts::commandLine).toList();
    }

    private String namespace(String host) {
        return prefix + "-" + host;
    }

    /** The host's end of its cable at the bridge. */
    private static String port(String host) {
        return "to-" + host;
    }

    private Program.Start in(String namespace, String... command) {
        return Program.Start.command(lab.file("."), "ip", "netns", "exec", namespace)
                .with(command);
    }

    private void makeMaster() {
        var master = namespace("master");
        run("ip", "netns", "add", master);
        run("ip", "-n", master, "link", "set", "lo", "up");
        run("ip", "-n", master, "link", "add", "bridge", "type", "bridge");
        run("ip", "-n", master, "addr", "add", MASTER_ADDRESS + "/24", "dev", "bridge");
        run("ip", "-n", master, "link", "set", "bridge", "up");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", lab.file("key").toString());
    }

    private void make(String host) {
        var master = namespace("master");
        var namespace = namespace(host);
        run("ip", "netns", "add", namespace);
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        run("ip", "-n", master, "link", "add", port(host), "type", "veth", "peer", "name", "net", "netns", namespace);
        run("ip", "-n", master, "link", "set", port(host), "master", "bridge", "up");
        run("ip", "-n", namespace, "addr", "add", addresses.get(host) + "/24", "dev", "net");
        run("ip", "-n", namespace, "link", "set", "net", "up");
        writeHome(host);
        // The namespaces of names and mounts are the process' and go with it.
        var start = String.join(
                " && ",
                "hostname " + host,
                "mount --bind " + lab.file("passwd") + " /etc/passwd",
                "mount --bind " + lab.file("shadow") + " /etc/shadow",
                "mount --bind " + home(host) + " " + HOME,
                "mount -t tmpfs none /run",
                "mkdir -m 755 /run/sshd",
                "exec /usr/sbin/sshd -D -e -f " + HOME + "/sshd_config");
        var sshd = lab.start(in(namespace, "unshare", "--mount", "--uts", "sh", "-c", start));
        Lab.awaitSaying(sshd, "Server listening");
    }

    private void writeHome(String host) {
        try {
            var ssh = Files.createDirectories(home(host).resolve(".ssh"));
            Files.copy(lab.file("key.pub"), ssh.resolve("authorized_keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // An ordinary user with a number that nobody has; sshd is root's and needs root and its own user, too.
        lab.write(
                "passwd",
                List.of(
                        "root:x:0:0:root:/root:/bin/sh",
                        "sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin",
                        USER + ":x:64999:64999::" + HOME + ":/bin/sh"));
        lab.write("shadow", List.of("root:*:1::::::", USER + ":*:1::::::"));
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                home(host).resolve("host_key").toString());
        lab.write(
                host + "/sshd_config",
                List.of(
                        "ListenAddress " + addresses.get(host) + ":22",
                        "HostKey " + HOME + "/host_key",
                        "AllowUsers " + USER,
                        "PasswordAuthentication no",
                        "UsePAM no",
                        "PidFile none"));
        run("chown", "-R", "64999:64999", home(host).toString());
        run("chown", "0:0", home(host).resolve("host_key").toString());
    }

    private void writeSshConfiguration() {
        var known = new ArrayList<String>();
        var hosts = new ArrayList<String>();
        addresses.forEach((host, address) -> {
            known.add(address + " "
                    + Lab.lines(home(host).resolve("host_key.pub")).get(0));
            hosts.addAll(List.of("Host " + host, "  HostName " + address));
        });
        hosts.addAll(List.of("Host nobody", "  HostName " + NETWORK + "99"));
        hosts.addAll(List.of(
                "Host *",
                "  User " + USER,
                "  IdentityFile " + lab.file("key"),
                "  IdentitiesOnly yes",
                "  UserKnownHostsFile " + lab.write("known_hosts", known),
                "  GlobalKnownHostsFile /dev/null",
                "  StrictHostKeyChecking yes"));
        lab.write("ssh_config", hosts);
    }

    private static List<Long> pids(String namespace) {
        return output("ip", "netns", "pids", namespace)
                .lines()
                .map(Long::valueOf)
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }

    @Override
    public void close() {
        var all = new ArrayList<>(addresses.keySet());
        all.add("master");
        for (var host : all) {
            var namespace = namespace(host);
            if (!Files.exists(Path.of("/run/netns", namespace))) {
                continue;
            }
            Awaitility.await("nothing runs in " + namespace).atMost(SOON).until(() -> {
                var left = pids(namespace);
                left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                return left.isEmpty();
            });
            run("ip", "netns", "del", namespace);
        }
    }

    private static void run(String... command) {
        output(command);
    }

    private static String output(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(() -> Arrays.stream(command).collect(Collectors.joining(" ")) + " said: " + said)
                    .isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static int status(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
