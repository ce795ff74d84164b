package dev.taskmaster.jms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client's part of the broker URL. These options count only there: the same words on a queue's name do nothing
 * (Artemis manual, "Flow Control"). What a person put into the URL wins.
 *
 * @param prefetchBytes how many bytes of messages a consumer may hold beyond the one in hand; 0 for none
 * @param connectionTtl how long the broker keeps the session of a client that has fallen silent
 * @param connectTimeout how long a host may take to answer at all
 */
public record ClientUrl(int prefetchBytes, Duration connectionTtl, Duration connectTimeout) {

    /** Artemis' own default: the best for one consumer that empties a queue. */
    public static final int PREFETCH_MUCH = 1_048_576;

    /** Nothing is held back from other workers, and a crash costs an attempt of one message only. */
    public static final int PREFETCH_NOTHING = 0;

    /**
     * How much a producer may send before it asks for more. Artemis' own 64 KiB is less than a message of short tasks, so
     * that each would wait for an answer of the broker.
     */
    private static final int PRODUCER_WINDOW = 1_048_576;

    /**
     * From how many bytes on a message is sent in pieces and becomes a file of its own at the broker (Artemis manual, "Large
     * Messages"). Artemis' own 100 KiB is less than a chunk of short tasks with their results; the broker's journal takes
     * 490 KiB at once.
     */
    public static final int LEAST_LARGE = 480 * 1024;

    /** A frozen worker's tasks go to another after this time: long enough for a long garbage collection. */
    public static final Duration DEFAULT_TTL = Duration.ofSeconds(15);

    /** How long a call to the broker may take before the connection counts as lost. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** As of Netty. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    /** A host of a pair may be gone without a word, and the other one serves meanwhile. */
    private static final Duration CONNECT_TIMEOUT_OF_PAIR = Duration.ofSeconds(2);

    /** For a single broker. */
    public ClientUrl(int prefetchBytes, Duration connectionTtl) {
        this(prefetchBytes, connectionTtl, CONNECT_TIMEOUT);
    }

    /** The same for one of two places, of which the other one may be right. */
    ClientUrl ofPair() {
        return new ClientUrl(prefetchBytes, connectionTtl, CONNECT_TIMEOUT_OF_PAIR);
    }

    /** The full URL of a broker for a client with these options. */
    public String of(String url) {
        var options = new TreeMap<>(Map.of(
                "consumerWindowSize",
                Integer.toString(prefetchBytes),
                "producerWindowSize",
                Integer.toString(PRODUCER_WINDOW),
                "connectionTTL",
                Long.toString(connectionTtl.toMillis()),
                "clientFailureCheckPeriod",
                Long.toString(Math.max(1, connectionTtl.toMillis() / 3)),
                "callTimeout",
                Long.toString(CALL_TIMEOUT.toMillis()),
                // Reconnecting is ours: a new connection has no state that could be half of the old one's.
                "reconnectAttempts",
                "0",
                "initialConnectAttempts",
                "1",
                // Only text is ever read from a message.
                "deserializationDenyList",
                "*",
                // The native transports are not shipped; without this the client warns that they are missing.
                "useEpoll",
                "false",
                "useKQueue",
                "false"));
        options.put("minLargeMessageSize", Integer.toString(LEAST_LARGE));
        options.put("connect-timeout-millis", Long.toString(connectTimeout.toMillis()));
        for (var given : givenOptions(url)) {
            options.remove(given);
        }
        var joined = new ArrayList<String>();
        options.forEach((key, value) -> joined.add(key + "=" + value));
        return joined.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + String.join("&", joined);
    }

    private static Iterable<String> givenOptions(String url) {
        var names = new ArrayList<String>();
        int start = url.indexOf('?');
        if (start >= 0) {
            for (var option : url.substring(start + 1).split("[&;]", -1)) {
                names.add(option.split("=", 2)[0]);
            }
        }
        return names;
    }
}
