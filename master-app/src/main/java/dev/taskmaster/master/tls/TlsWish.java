package dev.taskmaster.master.tls;

import dev.taskmaster.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a broker is to speak TLS.
 *
 * @param hosts names and addresses by which others reach it, beyond those it knows of itself
 * @param mutual whether clients, too, must show a certificate
 */
public record TlsWish(List<String> hosts, boolean mutual) {

    private static final String TLS = "tls";
    private static final String MUTUAL = "mtls";
    private static final String HOSTS = "tls-host";

    /** Refuses what is no name and no address of a host. */
    public TlsWish {
        hosts = List.copyOf(hosts);
        for (var host : hosts) {
            if (!HostNames.isOne(host)) {
                throw new IllegalArgumentException("must be names or addresses of hosts, separated by commas");
            }
        }
    }

    /** Reads {@code tls}, {@code mtls}, which includes it, and {@code tls-host}; problems become the reader's. */
    public static Optional<TlsWish> read(SettingsReader reader) {
        boolean mutual = reader.flag(MUTUAL);
        boolean wanted = reader.flag(TLS) || mutual;
        var wish = reader.value(HOSTS, TlsWish::hosts).orElse(new TlsWish(List.of(), mutual));
        if (!wanted && !wish.hosts.isEmpty()) {
            reader.problem(HOSTS, "is for --tls, which is not given");
        }
        return wanted ? Optional.of(new TlsWish(wish.hosts, mutual)) : Optional.empty();
    }

    private static TlsWish hosts(String text) {
        return new TlsWish(Arrays.stream(text.split(",", -1)).map(String::strip).toList(), false);
    }
}
