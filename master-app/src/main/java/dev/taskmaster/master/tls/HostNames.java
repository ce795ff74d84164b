package dev.taskmaster.master.tls;

import dev.taskmaster.settings.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names and addresses of hosts that a certificate is for. */
final class HostNames {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** RFC 5280, 4.2.1.6, by way of RFC 1034: an underscore is none of these. A star stands for a whole first part. */
    private static final Pattern NAME = Pattern.compile(
            "(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private HostNames() {}

    static boolean isOne(String host) {
        return host.length() <= 253 && (isAddress(host) || isName(host));
    }

    private static boolean isName(String host) {
        return NAME.matcher(host).matches() && !ADDRESS.matcher(host).matches();
    }

    private static boolean isAddress(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Those of a broker that listens there: what was wished for, this machine's own name, and what it calls itself. */
    static Set<String> of(HostPort listen, TlsWish wish) {
        var names = wish.hosts().stream().map(HostNames::inOneForm).collect(Collectors.toCollection(TreeSet::new));
        names.add("localhost");
        names.add("127.0.0.1");
        try {
            var address = InetAddress.getByName(listen.host());
            if (!address.isAnyLocalAddress()) {
                names.add(inOneForm(listen.host()));
            }
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine that does not know its own name is not reached by it either.
            names.add("localhost");
        }
        names.removeIf(name -> !isOne(name));
        return names;
    }

    /** An address of IPv6 has many, and a certificate gives it back in one; the zone is of this machine alone. */
    private static String inOneForm(String host) {
        try {
            return isAddress(host)
                    ? InetAddress.getByName(host).getHostAddress().replaceFirst("%.*", "")
                    : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }

    /** As keytool takes them for a certificate. */
    static String extension(Set<String> names) {
        return names.stream()
                .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(",", "san=", ""));
    }
}
