package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.settings.HostPort;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.jspecify.annotations.Nullable;

/** The broker's configuration: the file that master and worker agree on, and what depends on the place. */
final class BrokerConfiguration {

    /** The acceptor's name in the file. */
    static final String ACCEPTOR = "core";

    /** The broker's name in the file: that of another program on the class path has another. */
    private static final String NAME = "taskmaster";

    private BrokerConfiguration() {}

    /**
     * Reads the file and completes it.
     *
     * @param stomp where STOMP is spoken, or null if it is not
     * @param pair what makes it one of a pair, or null if it is alone
     * @throws InvalidUseException if it is not valid, which a system property that it refers to can cause
     */
    static Configuration read(Path data, HostPort listen, @Nullable HostPort stomp, @Nullable PairXml pair) {
        var configuration = parse(pair);
        if (!configuration.getName().equals(NAME)) {
            throw new InvalidUseException(
                    "another broker.xml is on the class path before that of Taskmaster: put it behind");
        }
        configuration.setJournalDirectory(data.resolve(DataDirectory.JOURNAL).toString());
        configuration.setBindingsDirectory(data.resolve(DataDirectory.BINDINGS).toString());
        configuration.setPagingDirectory(data.resolve(DataDirectory.PAGING).toString());
        configuration.setLargeMessagesDirectory(
                data.resolve(DataDirectory.LARGE_MESSAGES).toString());
        if (pair == null) {
            // The broker lets whoever knows this password do everything. Nobody needs to know it.
            configuration.setClusterPassword(
                    Passwords.random(new SecureRandom()).reveal());
        }
        for (var acceptor : configuration.getAcceptorConfigurations()) {
            acceptor.getParams().put(TransportConstants.HOST_PROP_NAME, listen.host());
            acceptor.getParams().put(TransportConstants.PORT_PROP_NAME, listen.port());
        }
        // CORE is built in. Others would be looked for on the class path, which takes time.
        configuration.setResolveProtocols(false);
        if (stomp != null) {
            StompAcceptor.add(configuration, stomp);
        }
        return configuration;
    }

    private static Configuration parse(@Nullable PairXml pair) {
        try {
            // Not by Artemis' deployer: it checks the schema first, which a test does once and for all, and not in no
            // time.
            var xml = BrokerXml.resolved();
            if (pair != null) {
                pair.addTo(xml);
            }
            var configuration = new ConfigurationImpl();
            new FileConfigurationParser().parseMainConfig(xml.core(), configuration);
            return configuration;
        } catch (InvalidUseException e) {
            throw e;
        } catch (Exception e) {
            throw new InvalidUseException(
                    "the broker's configuration is broken (" + e.getMessage()
                            + "): check the system properties taskmaster.*",
                    e);
        }
    }
}
