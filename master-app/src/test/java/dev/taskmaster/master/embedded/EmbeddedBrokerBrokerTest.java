package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.settings.HostPort;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class EmbeddedBrokerBrokerTest {

    private static final long SOON_MILLIS = 5_000;

    @BeforeAll
    static void log_as_the_command_does() {
        Logging.start(LogFormat.HUMAN, false);
    }

    @Nested
    class started {

        @Test
        void it_listens_on_a_port_that_the_system_chose(TestInfo test) throws Exception {
            try (var broker = EmbeddedBroker.start(settings(test))) {
                assertThat(broker.listen().port()).isPositive();
                assertThat(broker.connection(Role.MASTER).url()).isEqualTo("tcp://" + broker.listen());
                assertThat(broker.isActive()).isTrue();
                PlainJms.connect(broker.connection(Role.MASTER)).close();
            }
        }

        @Test
        void it_is_reached_by_this_machines_name_when_it_listens_everywhere(TestInfo test) throws Exception {
            var everywhere = new EmbeddedSettings(settings(test).data(), new HostPort("0.0.0.0", 0));
            try (var broker = EmbeddedBroker.start(everywhere)) {
                assertThat(broker.listen().host()).isEqualTo("0.0.0.0");
                assertThat(broker.connection(Role.WORKER).url()).doesNotContain("0.0.0.0");
                PlainJms.connect(broker.connection(Role.WORKER)).close();
            }
        }

        @Test
        void nobody_gets_in_with_the_password_that_artemis_gives_to_clusters(TestInfo test) {
            try (var broker = EmbeddedBroker.start(settings(test))) {
                var url = broker.connection(Role.MASTER).url();
                assertThatThrownBy(() -> PlainJms.connect(url, "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"))
                        .isInstanceOf(JMSSecurityException.class);
            }
        }
    }

    @Nested
    class closed {

        @Test
        void it_starts_again_with_its_messages_and_passwords(TestInfo test) throws Exception {
            var settings = settings(test);
            String password;
            try (var broker = EmbeddedBroker.start(settings)) {
                password = broker.connection(Role.MASTER).password().reveal();
                send(broker, "kept");
            }
            try (var broker = EmbeddedBroker.start(settings)) {
                assertThat(broker.connection(Role.MASTER).password().reveal()).isEqualTo(password);
                assertThat(receive(broker)).isEqualTo("kept");
            }
        }

        @Test
        void it_listens_no_more_and_says_so(TestInfo test) {
            var broker = EmbeddedBroker.start(settings(test));
            broker.close();
            assertThat(broker.isActive()).isFalse();
            assertThatCode(() -> ListenAddress.checkFree(broker.listen(), ListenAddress.LISTEN))
                    .doesNotThrowAnyException();
            assertThatCode(broker::close).doesNotThrowAnyException();
        }

        @Test
        void it_does_not_wait_for_connected_clients(TestInfo test) throws Exception {
            var broker = EmbeddedBroker.start(settings(test));
            try (var client = PlainJms.connect(broker.connection(Role.WORKER));
                    var session = client.createSession(true, Session.SESSION_TRANSACTED);
                    var consumer = session.createConsumer(session.createQueue("tasks"))) {
                assertThat(consumer.receiveNoWait()).isNull();
                var before = Instant.now();
                broker.close();
                assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            }
        }

        @Test
        void its_threads_end(TestInfo test) {
            var before = lastingThreads();
            var broker = EmbeddedBroker.start(settings(test));
            assertThat(lastingThreads()).isNotEqualTo(before);
            broker.close();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(before).containsAll(lastingThreads()));
        }

        /** The threads that keep a JVM from ending, but for Awaitility's and Netty's, which ends after a second's rest. */
        private static Set<Thread> lastingThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.isDaemon())
                    .filter(thread -> !thread.getName().startsWith("awaitility"))
                    .filter(thread -> !thread.getName().startsWith("globalEventExecutor"))
                    .collect(Collectors.toSet());
        }
    }

    @Nested
    class killed {

        @Test
        void it_starts_again_at_once_with_its_messages(TestInfo test) throws Exception {
            var settings = settings(test);
            try (var other = OtherProcess.start(settings.data())) {
                var master = Accounts.read(settings.data()).connection(Role.MASTER);
                assertThat(master.url()).isEqualTo("tcp://" + other.listen());
                try (var connection = PlainJms.connect(master);
                        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                        var producer = session.createProducer(session.createQueue("tasks"))) {
                    producer.send(session.createTextMessage("kept"));
                }
            }
            try (var broker = EmbeddedBroker.start(settings)) {
                assertThat(receive(broker)).isEqualTo("kept");
            }
        }
    }

    @Nested
    class refused {

        @Test
        void a_busy_port_is_named_and_the_data_directory_is_free_again(TestInfo test) throws Exception {
            var data = settings(test).data();
            try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var taken = new HostPort("127.0.0.1", other.getLocalPort());
                assertRefused(new EmbeddedSettings(data, taken), "port " + taken.port() + " of 127.0.0.1 is in use");
            }
            EmbeddedBroker.start(new EmbeddedSettings(data, BrokerExtension.anyPort()))
                    .close();
        }

        @Test
        void a_port_that_is_taken_after_the_check_is_named_as_well(TestInfo test) throws Exception {
            var data = settings(test).data();
            Files.createDirectories(data);
            try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var taken = new HostPort("127.0.0.1", other.getLocalPort());
                assertThatThrownBy(() -> BrokerServer.start(data.toRealPath(), new EmbeddedSettings(data, taken), null))
                        .isInstanceOf(InvalidUseException.class)
                        .hasMessageStartingWith("port " + taken.port() + " of 127.0.0.1 is in use");
            }
            // Nothing of the failed start holds the journal.
            BrokerServer.start(data.toRealPath(), new EmbeddedSettings(data, BrokerExtension.anyPort()), null)
                    .close();
        }

        @Test
        void a_data_directory_that_this_process_uses_is_refused_and_stays_locked(TestInfo test) {
            var settings = settings(test);
            try (var broker = EmbeddedBroker.start(settings)) {
                for (int time = 0; time < 2; time++) {
                    assertRefused(
                            settings,
                            "data directory " + settings.data() + " is in use by process "
                                    + ProcessHandle.current().pid()
                                    + " (listening on tcp://" + broker.listen());
                }
            }
        }

        @Test
        void a_data_directory_that_another_process_uses_is_refused_with_the_way_to_that_broker(TestInfo test)
                throws Exception {
            var settings = settings(test);
            try (var other = OtherProcess.start(settings.data())) {
                assertRefused(
                        settings, "is in use by process " + other.pid() + " (listening on tcp://" + other.listen());
                assertRefused(
                        settings,
                        ": use another data directory, or the broker there with credentials file "
                                + settings.data().resolve("credentials").resolve("master.properties")
                                + " and URL tcp://" + other.listen());
            }
            EmbeddedBroker.start(settings).close();
        }

        @Test
        void a_file_in_place_of_the_data_directory_is_named(TestInfo test) throws Exception {
            var settings = settings(test);
            Files.createDirectories(settings.data().resolveSibling("."));
            Files.writeString(settings.data(), "in the way");
            assertRefused(settings, "data directory " + settings.data() + " cannot be used");
            assertRefused(
                    new EmbeddedSettings(settings.data().resolve("below"), settings.listen()),
                    "data directory " + settings.data().resolve("below") + " cannot be used");
        }

        @Test
        void a_directory_that_cannot_be_made_inside_is_named(TestInfo test) throws Exception {
            var settings = settings(test);
            Files.createDirectories(settings.data());
            Files.writeString(settings.data().resolve("journal"), "in the way");
            assertRefused(settings, "data directory");
        }

        @Test
        void a_broken_configuration_is_told_in_one_line(TestInfo test) {
            System.setProperty("taskmaster.min-disk-free", "nonsense");
            try {
                assertRefused(settings(test), "the broker's configuration is broken");
            } finally {
                System.clearProperty("taskmaster.min-disk-free");
            }
        }

        private static void assertRefused(EmbeddedSettings settings, String words) {
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOfSatisfying(
                            InvalidUseException.class,
                            e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("\n");
        }
    }

    private static EmbeddedSettings settings(TestInfo test) {
        var name = Path.of(
                "EmbeddedBrokerBrokerTest", test.getTestMethod().orElseThrow().getName());
        return new EmbeddedSettings(BrokerExtension.freshData(name.toString()), BrokerExtension.anyPort());
    }

    private static void send(EmbeddedBroker broker, String text) throws Exception {
        try (var connection = PlainJms.connect(broker.connection(Role.MASTER));
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue("tasks"))) {
            producer.send(session.createTextMessage(text));
        }
    }

    private static String receive(EmbeddedBroker broker) throws Exception {
        try (var connection = PlainJms.connect(broker.connection(Role.WORKER));
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue("tasks"))) {
            return consumer.receive(SOON_MILLIS).getBody(String.class);
        }
    }
}
