package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.tls.TlsFiles;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * What makes a broker one of a pair, in the words of {@code broker.xml}. Source: Artemis' manual, High Availability and
 * Failover, Replication with quorum voting.
 *
 * @param pair its part
 * @param self where the other one reaches it
 * @param secret what the two log in with
 * @param tls what a connector needs for TLS; empty if they do not speak it
 */
record PairXml(Pair pair, HostPort self, Secret secret, Map<String, String> tls) {

    private static final String SELF = "self";
    private static final String PEER = "peer";
    private static final String CLUSTER = "pair";

    /**
     * In ms: how often a broker looks for the other one, so often that one which comes is found before a person looks
     * whether it was.
     */
    private static final String RETRY_INTERVAL = "250";

    /**
     * In ms: an end that says nothing for so long counts as gone. A process that dies is seen at once; this is for a host
     * that does. Longer than a pause for garbage or a slow disk.
     */
    private static final String TTL = "10000";

    private static final String CHECK_PERIOD = "2500";

    /** In ms. The whole data is sent anew to a broker that comes back; the default of 30 s is short for a long backlog. */
    private static final String SYNC_TIMEOUT = "120000";

    /** A copy of what a broker had when it came back as the copy of the other one: enough to look for what was lost. */
    private static final String SAVED_COPIES = "1";

    /**
     * That of a broker with such settings.
     *
     * @throws InvalidUseException as {@link PairSecret#of}
     */
    static PairXml of(Path data, EmbeddedSettings settings, Pair pair) {
        var self = ListenAddress.forOthers(settings.listen(), settings.tls());
        var tls = settings.tls() == null
                ? Map.<String, String>of()
                : new TlsFiles(data, settings.tls().mutual()).ofConnector();
        return new PairXml(pair, self, PairSecret.of(data, pair), tls);
    }

    /** Adds it. */
    void addTo(BrokerXml xml) {
        var core = xml.core();
        xml.append(core, "cluster-user", PairSecret.USER);
        xml.append(core, "cluster-password", secret.reveal());
        var connectors = xml.append(core, "connectors", "");
        connector(xml, connectors, SELF, self);
        connector(xml, connectors, PEER, pair.peer());
        cluster(xml, xml.append(core, "cluster-connections", ""));
        policy(xml, xml.append(core, "ha-policy", ""));
    }

    private void connector(BrokerXml xml, Element connectors, String name, HostPort place) {
        var address = "tcp://" + place + "?useEpoll=false;useKQueue=false"
                + (tls.isEmpty() ? "" : ";" + BrokerXml.parameters(tls));
        xml.append(connectors, "connector", address).setAttribute("name", name);
    }

    /** In the order of the schema. */
    private static void cluster(BrokerXml xml, Element connections) {
        var connection = xml.append(connections, "cluster-connection", "");
        connection.setAttribute("name", CLUSTER);
        xml.append(connection, "connector-ref", SELF);
        xml.append(connection, "check-period", CHECK_PERIOD);
        xml.append(connection, "connection-ttl", TTL);
        xml.append(connection, "retry-interval", RETRY_INTERVAL);
        // There is never a second broker that serves and to which messages could go.
        xml.append(connection, "message-load-balancing", "OFF");
        xml.append(connection, "max-hops", "1");
        xml.append(xml.append(connection, "static-connectors", ""), "connector-ref", PEER);
    }

    private void policy(BrokerXml xml, Element policy) {
        var replication = xml.append(policy, "replication", "");
        var side = xml.append(replication, pair.side().word(), "");
        xml.append(side, "cluster-name", CLUSTER);
        xml.append(side, "initial-replication-sync-timeout", SYNC_TIMEOUT);
        xml.append(side, "max-saved-replicated-journals-size", SAVED_COPIES);
        if (pair.side() == Pair.Side.PRIMARY) {
            // A primary that comes back looks first whether the backup serves with newer data.
            xml.append(side, "check-for-active-server", "true");
        } else {
            xml.append(side, "allow-failback", "true");
        }
    }
}
