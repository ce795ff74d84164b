package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.HostPort;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/**
 * The second door of a broker, for programs in other languages: STOMP, and nothing else, for the same users with the same
 * rights. Without it one class of STOMP is loaded, its factory, of which Artemis makes one for each protocol that is there. Source:
 * Artemis' manual, STOMP.
 */
final class StompAcceptor {

    /** The acceptor's name in the configuration and in the broker's messages. */
    static final String NAME = "stomp";

    /** Found by its name among the services on the class path. */
    private static final String PROTOCOL = "STOMP";

    /**
     * How long a client that agrees on no heart-beats may say nothing, in ms; also the longest that one can ask for. What a
     * frozen worker has in hand waits so long.
     */
    private static final String LONGEST_SILENCE_MILLIS = "60000";

    /** So that a client can ask for heart-beats as fast as a worker's time to live can be short. */
    private static final String SHORTEST_SILENCE_MILLIS = "1000";

    /**
     * As destinations stand in JMSReplyTo: a worker sends to what its header {@code reply-to} says, letter for letter. All
     * of Taskmaster's addresses are of queues.
     */
    private static final String QUEUE_PREFIXES = "queue://,temp-queue://";

    /** One message at a time where a client does not say: prefetched work keeps others idle. */
    private static final int ONE_AT_A_TIME = 0;

    private StompAcceptor() {}

    /** Adds it to a configuration, with the limits that the acceptor of the file has. */
    static void add(Configuration configuration, HostPort listen) {
        var parameters = new HashMap<String, Object>(limits(configuration));
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, PROTOCOL);
        parameters.put(TransportConstants.HOST_PROP_NAME, listen.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, listen.port());
        parameters.put(TransportConstants.STOMP_CONSUMER_WINDOW_SIZE, ONE_AT_A_TIME);
        // Texts: Artemis reads them as such here.
        parameters.put(TransportConstants.CONNECTION_TTL, LONGEST_SILENCE_MILLIS);
        parameters.put(TransportConstants.CONNECTION_TTL_MAX, LONGEST_SILENCE_MILLIS);
        parameters.put(TransportConstants.CONNECTION_TTL_MIN, SHORTEST_SILENCE_MILLIS);
        // Read by the protocol, not by the acceptor, which would warn of a parameter that it does not know.
        var ofProtocol = Map.<String, Object>of("anycastPrefix", QUEUE_PREFIXES);
        configuration.setResolveProtocols(true);
        configuration
                .getAcceptorConfigurations()
                .add(new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, NAME, ofProtocol));
    }

    private static Map<String, Object> limits(Configuration configuration) {
        return configuration.getAcceptorConfigurations().stream()
                .filter(acceptor -> acceptor.getName().equals(BrokerConfiguration.ACCEPTOR))
                .findFirst()
                .orElseThrow()
                .getParams();
    }
}
