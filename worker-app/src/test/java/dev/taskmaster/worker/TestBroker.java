package dev.taskmaster.worker;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A plain broker in this JVM that can be stopped and started again on the same port. */
public final class TestBroker implements AutoCloseable {

    static final int ATTEMPTS = 5;

    /** DATA and PORT are put in at each start. Queues named {@code results.small} take two short results at once. */
    private static final String CONFIGURATION = """
            <core xmlns="urn:activemq:core">
              <security-enabled>SECURED</security-enabled>
              <journal-type>NIO</journal-type>
              <journal-buffer-timeout>100000</journal-buffer-timeout>
              <journal-pool-files>10</journal-pool-files>
              <journal-file-size>1M</journal-file-size>
              <journal-directory>DATA/journal</journal-directory>
              <bindings-directory>DATA/bindings</bindings-directory>
              <paging-directory>DATA/paging</paging-directory>
              <large-messages-directory>DATA/large</large-messages-directory>
              <node-manager-lock-directory>DATA/lock</node-manager-lock-directory>
              <acceptors>
                <acceptor name="core">tcp://127.0.0.1:PORT?protocols=CORE;useEpoll=false;useKQueue=false</acceptor>
              </acceptors>
              <security-settings>
                <security-setting match="#"><permission type="send" roles="sender"/></security-setting>
                <security-setting match="tasks">
                  <permission type="consume" roles="worker,sender"/>
                  <permission type="send" roles="sender"/>
                </security-setting>
                <security-setting match="DLQ"><permission type="consume" roles="sender"/></security-setting>
              </security-settings>
              <addresses>
                <address name="tasks"><anycast><queue name="tasks"/></anycast></address>
                <address name="results"><anycast><queue name="results"/></anycast></address>
                <address name="DLQ"><anycast><queue name="DLQ"/></anycast></address>
                <address name="ExpiryQueue"><anycast><queue name="ExpiryQueue"/></anycast></address>
              </addresses>
              <address-settings>
                <address-setting match="#">
                  <auto-create-addresses>false</auto-create-addresses>
                  <auto-create-queues>false</auto-create-queues>
                  <dead-letter-address>DLQ</dead-letter-address>
                  <expiry-address>ExpiryQueue</expiry-address>
                  <max-delivery-attempts>5</max-delivery-attempts>
                </address-setting>
                <address-setting match="tasks">
                  <redelivery-delay>200</redelivery-delay>
                </address-setting>
                <address-setting match="results.small">
                  <max-size-bytes>2000</max-size-bytes>
                  <address-full-policy>FAIL</address-full-policy>
                </address-setting>
              </address-settings>
            </core>
            """;

    private final Path data;
    private final boolean secured;
    private int port;
    private ActiveMQServer server;

    private TestBroker(Path data, boolean secured) throws Exception {
        this.data = data;
        this.secured = secured;
        this.server = started();
        this.port = ((NettyAcceptor) server.getRemotingService().getAcceptor("core")).getActualPort();
    }

    /** A broker that lets everybody do everything. */
    public static TestBroker start(String name) throws Exception {
        return start(name, false);
    }

    /** A broker that knows the user worker with the password good, who may consume from tasks and nothing else. */
    public static TestBroker startSecured(String name) throws Exception {
        return start(name, true);
    }

    private static TestBroker start(String name, boolean secured) throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        var data = Path.of("target", "test-data", name);
        delete(data);
        return new TestBroker(data, secured);
    }

    private ActiveMQServer started() throws Exception {
        var xml = CONFIGURATION
                .replace("DATA", data.toString())
                .replace("PORT", Integer.toString(port))
                .replace("SECURED", Boolean.toString(secured));
        var config = new FileConfigurationParser()
                .parseMainConfig(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var fresh = ActiveMQServers.newActiveMQServer(config, null, users());
        fresh.start();
        return fresh;
    }

    private static ActiveMQJAASSecurityManager users() {
        var users = new SecurityConfiguration();
        users.addUser("worker", "good");
        users.addRole("worker", "worker");
        users.addUser("anyone", "anything");
        users.addRole("anyone", "sender");
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    public void create(String queue) throws Exception {
        server.getActiveMQServerControl()
                .createQueue(
                        "{\"name\":\"%s\",\"routing-type\":\"ANYCAST\",\"auto-create-address\":true}".formatted(queue),
                        true);
    }

    public void delete(String queue) throws Exception {
        server.getActiveMQServerControl().destroyQueue(queue);
        server.getActiveMQServerControl().deleteAddress(queue, true);
    }

    public long count(String queue) {
        var found = server.locateQueue(queue);
        return found == null ? -1 : found.getMessageCount();
    }

    public int consumers(String queue) {
        return server.locateQueue(queue).getConsumerCount();
    }

    public int connections() {
        return server.getConnectionCount();
    }

    /** Cuts all clients off, as an administrator can. */
    public void closeConnections() throws Exception {
        server.getActiveMQServerControl().closeConnectionsForAddress("127.0.0.1");
    }

    public void stop() throws Exception {
        server.stop();
    }

    public void startAgain() throws Exception {
        server = started();
    }

    public ConnectionSettings settings(String user, String password) {
        return new ConnectionSettings("tcp://127.0.0.1:" + port, user, new Secret(password));
    }

    public ConnectionSettings settings() {
        return settings("anyone", "anything");
    }

    public TestClient client() throws Exception {
        return new TestClient(
                BrokerConnection.open(settings(), new ClientUrl(ClientUrl.PREFETCH_NOTHING, ClientUrl.DEFAULT_TTL)));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the test broker does not stop", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
