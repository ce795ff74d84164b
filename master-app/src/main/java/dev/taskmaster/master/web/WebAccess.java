package dev.taskmaster.master.web;

import dev.taskmaster.master.tls.BrokerTls;
import dev.taskmaster.settings.HostPort;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * How browsers come to the pages: by which names, and whether by HTTPS.
 *
 * @param shown the name that a person is told
 * @param names all names that are this server's own, as they stand in a URL; one may begin with a star for its first part
 * @param tls what HTTPS is spoken with, or {@code null} for HTTP
 */
public record WebAccess(
        String shown, Set<String> names, @Nullable BrokerTls tls) {

    /** The names of this machine to itself; the port is another one at the far end of a tunnel. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Those of this machine to itself are always among the names. */
    public WebAccess {
        names = Stream.concat(names.stream(), LOOPBACK.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** By HTTP, and only by the names of this machine to itself and the one that it listens on. */
    public static WebAccess plain(String shown) {
        return new WebAccess(shown, Set.of(inUrl(shown)), null);
    }

    /** By HTTPS, by all names that the certificate is for. */
    public static WebAccess secure(String shown, BrokerTls tls) {
        return new WebAccess(shown, tls.names().stream().map(WebAccess::inUrl).collect(Collectors.toSet()), tls);
    }

    private static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Whether it is what Jolokia's first policy is written for. */
    boolean isForThisMachine() {
        return tls == null && names.equals(LOOPBACK);
    }

    String scheme() {
        return tls == null ? "http" : "https";
    }

    /** Where the pages of a server on that port are, without a slash at the end. */
    String url(int port) {
        return scheme() + "://" + new HostPort(shown, port);
    }

    /** Whether a browser that asks for that host, perhaps with a port, means this server. */
    boolean isOwn(String host) {
        var name = host.replaceFirst(":[0-9]{1,5}$", "");
        return names.contains(name) || names.contains(name.replaceFirst("^[^.]+", "*"));
    }

    /** What the server speaks, from the wire up. */
    ConnectionFactory[] protocols(HttpConfiguration http) {
        if (tls == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        // The names are checked for all requests; this one only makes cookies and redirects secure.
        http.addCustomizer(new SecureRequestCustomizer(false));
        var server = new SslContextFactory.Server();
        server.setSslContext(tls.context());
        server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        server.setExcludeCipherSuites();
        server.setIncludeCipherSuites(BrokerTls.CIPHER_SUITES.split(","));
        return new ConnectionFactory[] {new SslConnectionFactory(server, "http/1.1"), new HttpConnectionFactory(http)};
    }
}
