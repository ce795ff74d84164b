package dev.taskmaster.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Connects as a credentials file says, with every default of the JMS client. */
final class PlainConnection {

    private PlainConnection() {}

    static Connection open(Path credentials) throws IOException, JMSException {
        var login = new Properties();
        try (var reader = Files.newBufferedReader(credentials)) {
            login.load(reader);
        }
        // The library for Linux alone is not in our jar; without this the client would say so at each start.
        @SuppressWarnings("resource")
        var factory = new ActiveMQConnectionFactory(login.getProperty("url") + "?useEpoll=false");
        return factory.createConnection(login.getProperty("user"), login.getProperty("password"));
    }
}
