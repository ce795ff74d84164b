package dev.taskmaster.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address, without the brackets of IPv6
 * @param port 0 to 65535; 0 lets the system choose
 */
public record HostPort(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]/\\s]+)):([0-9]{1,5})");
    private static final Pattern IN_URL = Pattern.compile("tcp://([^,()?\\s]+)");
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses an empty host and a port out of range. */
    public HostPort {
        if (host.isEmpty() || port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("must be HOST:PORT with a port from 0 to " + HIGHEST_PORT);
        }
    }

    /**
     * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
     *
     * @throws IllegalArgumentException if the text has another form; the message is the rule
     */
    public static HostPort parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be HOST:PORT with a port from 0 to " + HIGHEST_PORT);
        }
        var host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return new HostPort(host, Integer.parseInt(parts.group(3)));
    }

    /** Reads the same, or nothing if the text has another form. */
    public static Optional<HostPort> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The places in a broker's URL, without those that have no port: there nothing answers. */
    public static List<HostPort> allIn(String url) {
        return IN_URL.matcher(url)
                .results()
                .map(found -> found.group(1))
                .flatMap(text -> find(text).stream())
                .toList();
    }

    /** The same host with another port. */
    public HostPort withPort(int newPort) {
        return new HostPort(host, newPort);
    }

    /** Whether it is this machine's address to itself, as far as that can be told without asking for names. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
