package dev.taskmaster.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hosts that differ in their network alone: namespaces of the kernel on one bridge, between any two of which the way can be cut
 * so that nothing comes through and nobody is told. Closing it removes them; what was started there must have ended. Needs root.
 */
final class Network implements AutoCloseable {

    private static final String ADDRESSES = "10.98.0.";
    private static final int FIRST = 11;

    private final String prefix = "tn" + ProcessHandle.current().pid();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private Network() {}

    static Network start(String... hosts) {
        var network = new Network();
        try {
            network.run("ip", "netns", "add", network.namespace("switch"));
            network.run("ip", "-n", network.namespace("switch"), "link", "add", "bridge", "type", "bridge");
            network.run("ip", "-n", network.namespace("switch"), "link", "set", "bridge", "up");
            for (var host : hosts) {
                network.make(host);
            }
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private void make(String host) {
        addresses.put(host, ADDRESSES + (FIRST + addresses.size()));
        var own = namespace(host);
        run("ip", "netns", "add", own);
        run("ip", "-n", own, "link", "set", "lo", "up");
        run(
                "ip",
                "-n",
                namespace("switch"),
                "link",
                "add",
                port(host),
                "type",
                "veth",
                "peer",
                "name",
                "net",
                "netns",
                own);
        run("ip", "-n", namespace("switch"), "link", "set", port(host), "master", "bridge", "up");
        run("ip", "-n", own, "addr", "add", address(host) + "/24", "dev", "net");
        run("ip", "-n", own, "link", "set", "net", "up");
    }

    String address(String host) {
        return requireNonNull(addresses.get(host), host);
    }

    String namespace(String host) {
        return prefix + "-" + host;
    }

    /** The bridge's end of a host's cable; some words are no names for it. */
    private static String port(String host) {
        return "to-" + host;
    }

    /** From now on nothing goes from one to the other, while both reach everybody else. For one pair at a time. */
    void cut(String one, String other) {
        isolate(one, "on");
        isolate(other, "on");
    }

    void mend(String one, String other) {
        isolate(one, "off");
        isolate(other, "off");
    }

    /** Two isolated ports of a bridge do not reach each other. */
    private void isolate(String host, String state) {
        run("ip", "netns", "exec", namespace("switch"), "bridge", "link", "set", "dev", port(host), "isolated", state);
    }

    @Override
    public void close() {
        addresses.keySet().forEach(host -> run("ip", "netns", "del", namespace(host)));
        run("ip", "netns", "del", namespace("switch"));
    }

    private void run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(() -> String.join(" ", command) + " said: " + said)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
