package dev.taskmaster.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a broker and as whom.
 *
 * @param url {@code tcp://HOST:PORT}, or several in brackets, separated by commas, for a pair of brokers
 * @param user the user's name
 * @param password the user's password
 * @param tls what the client must know to speak TLS, which it then does whatever the URL says; {@code null} if the URL
 *     alone decides
 */
public record ConnectionSettings(
        String url, String user, Secret password, @Nullable TlsSettings tls) {

    /** Where a broker listens when nobody says otherwise: the port that Artemis uses everywhere. */
    public static final HostPort DEFAULT_LISTEN = new HostPort("127.0.0.1", 61_616);

    private static final String TLS_OPTION = "?sslEnabled=true";
    private static final Pattern BARE = Pattern.compile("[^/()]+");
    private static final Pattern ONE_PLACE = Pattern.compile("tcp://([^?]+)(?:\\?.*)?");
    private static final Pattern FORM =
            Pattern.compile("(?:tcp://[^,()\\s]+|\\(tcp://[^,()\\s]+(?:,tcp://[^,()\\s]+)*\\)(?:\\?[^\\s]*)?)");

    /** Refuses an empty user. */
    public ConnectionSettings {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("user must not be empty");
        }
    }

    /** For a broker whose URL alone says whether it speaks TLS. */
    public ConnectionSettings(String url, String user, Secret password) {
        this(url, user, password, null);
    }

    /** The same broker for another user. */
    public ConnectionSettings as(String newUser, Secret newPassword) {
        return new ConnectionSettings(url, newUser, newPassword, tls);
    }

    /** The same at another URL. */
    public ConnectionSettings withUrl(String newUrl) {
        return new ConnectionSettings(newUrl, user, password, tls);
    }

    /** The URL of a broker that listens there. */
    public static String urlOf(HostPort listen) {
        return "tcp://" + listen;
    }

    /** The URL of a broker that listens there and speaks TLS, in Artemis' form. */
    public static String tlsUrlOf(HostPort listen) {
        return urlOf(listen) + TLS_OPTION;
    }

    /** The URL of a pair of brokers, of which one answers at a time. */
    public static String urlOf(HostPort first, HostPort second) {
        return urlOf(List.of(first, second));
    }

    /** The same for a pair that speaks TLS. */
    public static String tlsUrlOf(HostPort first, HostPort second) {
        return urlOf(first, second) + TLS_OPTION;
    }

    private static String urlOf(List<HostPort> places) {
        return places.stream().map(ConnectionSettings::urlOf).collect(Collectors.joining(",", "(", ")"));
    }

    /** The same at each of its places alone, in their order: one, unless it is a pair. */
    public List<ConnectionSettings> places() {
        if (!isOfPair()) {
            return List.of(this);
        }
        int end = url.indexOf(')');
        var options = url.substring(end + 1);
        return Arrays.stream(url.substring(1, end).split(",", -1))
                .map(place -> withUrl(place.contains("?") ? place : place + options))
                .toList();
    }

    /** Whether there is more than one place where the broker may be, so that it is worth looking for it again. */
    public boolean isOfPair() {
        return url.startsWith("(") && url.contains(",");
    }

    /** Whether the broker is on this machine and nowhere else, as far as its URL tells. */
    public boolean isLoopback() {
        var place = ONE_PLACE.matcher(url);
        return place.matches()
                && HostPort.find(place.group(1)).filter(HostPort::isLoopback).isPresent();
    }

    /**
     * Reads a URL as people give it: {@code HOST:PORT} stands for {@code tcp://HOST:PORT}, and {@code HOST:PORT,HOST:PORT}
     * for a pair.
     *
     * @throws IllegalArgumentException if it has another form; the message is the rule
     */
    public static String parseUrl(String text) {
        var url = BARE.matcher(text).matches() ? ofBare(text) : text;
        if (!FORM.matcher(url).matches()) {
            throw new IllegalArgumentException("must be tcp://HOST:PORT");
        }
        return url;
    }

    private static String ofBare(String text) {
        var places = Arrays.stream(text.split(",", -1)).map(HostPort::parse).toList();
        return places.size() == 1 ? urlOf(places.get(0)) : urlOf(places);
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
