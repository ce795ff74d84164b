package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has not logged in is hung up on at the first thing that is not part of a login, whatever it announces. */
class StrangersBrokerTest {

    /** Shorter than the broker's own limit for who says nothing, 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int ALLOWED = 64 * 1024;
    private static final byte[] GREETING = "ARTEMIS".getBytes(StandardCharsets.US_ASCII);

    private static @Nullable EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(
                new EmbeddedSettings(BrokerExtension.freshData("StrangersBrokerTest"), BrokerExtension.anyPort())
                        .withStomp(BrokerExtension.anyPort()));
    }

    @AfterAll
    static void stop() {
        started().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT\nlogin:x\n\n\0", "SSH-2.0-OpenSSH_9.9\r\n", "AMQP\0\1\0\0", "ARTEMIT........"})
    void another_protocol(String words) throws IOException {
        try (var stranger = new Stranger(started().listen())) {
            stranger.say(words.getBytes(StandardCharsets.ISO_8859_1));
            stranger.assertHungUpOn();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARTEMIS\0\0\0\1", "SSH-2.0-OpenSSH_9.9\r\n", "DISCONNECT\n\n\0", "CONNEXION\n"})
    void another_protocol_where_stomp_is_spoken(String words) throws IOException {
        try (var stranger = new Stranger(stomp())) {
            stranger.say(words.getBytes(StandardCharsets.ISO_8859_1));
            stranger.assertHungUpOn();
        }
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                PacketImpl.SESS_SEND,
                PacketImpl.SESS_XA_COMMIT,
                PacketImpl.CREATE_QUEUE,
                PacketImpl.CLUSTER_TOPOLOGY_V3,
                PacketImpl.BACKUP_REQUEST,
                PacketImpl.QUORUM_VOTE,
                127
            })
    void a_packet_that_only_somebody_with_a_login_may_send(byte type) throws IOException {
        try (var stranger = new Stranger(started().listen())) {
            stranger.say(GREETING);
            stranger.say(packet(20, type, new byte[0]));
            stranger.assertHungUpOn();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, ALLOWED + 1, 8, 0, -1, Integer.MIN_VALUE})
    void a_packet_of_no_such_length(int length) throws IOException {
        try (var stranger = new Stranger(started().listen())) {
            stranger.say(GREETING);
            stranger.say(packet(length, PacketImpl.CREATESESSION, new byte[0]));
            stranger.assertHungUpOn();
        }
    }

    @Test
    void a_login_in_pieces_is_read_and_a_refused_one_lets_nobody_in() throws IOException {
        try (var stranger = new Stranger(started().listen())) {
            // A ping is answered before a login, too: it shows that what came in pieces was put together.
            var ping = packet(9 + 8, PacketImpl.PING, new byte[8]);
            for (byte one : GREETING) {
                stranger.say(new byte[] {one});
            }
            for (byte one : ping) {
                stranger.say(new byte[] {one});
            }
            assertThat(stranger.hear(4 + 9 + 8)[4]).isEqualTo(PacketImpl.PING);
            stranger.say(packet(20, PacketImpl.SESS_SEND, new byte[11]));
            stranger.assertHungUpOn();
        }
        assertThatThrownBy(() -> PlainJms.connect(started().connection(Role.WORKER), "worker", "wrong"))
                .hasMessageContaining("AMQ229031");
    }

    @Test
    void after_the_login_anything_of_any_length_is_said() throws Exception {
        try (var connection = PlainJms.connect(started().connection(Role.MASTER));
                var session = connection.createSession()) {
            var producer = session.createProducer(session.createQueue("tasks"));
            var text = session.createTextMessage("[\"" + "x".repeat(3 * ALLOWED) + "\"]");
            producer.send(text);
        }
    }

    @Test
    void by_stomp_a_long_frame_before_the_login_but_not_after_it() throws IOException {
        var place = stomp();
        try (var stranger = new Stranger(place)) {
            stranger.say("CONNECT\nlogin:".getBytes(StandardCharsets.US_ASCII));
            stranger.sayMuch(3 * ALLOWED);
            stranger.assertHungUpOn();
        }
        var login = started().connection(Role.MASTER);
        try (var client = StompClient.open(place, login)) {
            assertThat(client.connect("master", login.password().reveal()).command())
                    .isEqualTo("CONNECTED");
            client.send(
                    "SEND",
                    Map.of("destination", "tasks", "receipt", "1", "reply-to", "results"),
                    "x".repeat(3 * ALLOWED));
            assertThat(client.next().command()).isEqualTo("RECEIPT");
        }
    }

    private static byte[] packet(int length, byte type, byte[] content) {
        return ByteBuffer.allocate(4 + 9 + content.length)
                .putInt(length)
                .put(type)
                .putLong(0)
                .put(content)
                .array();
    }

    private static EmbeddedBroker started() {
        if (broker == null) {
            throw new IllegalStateException("not started");
        }
        return broker;
    }

    private static HostPort stomp() {
        var place = started().stomp();
        if (place == null) {
            throw new IllegalStateException("no STOMP");
        }
        return place;
    }

    /** A socket to the broker, and nothing more. */
    private static final class Stranger implements AutoCloseable {

        private final Socket socket;

        Stranger(HostPort place) throws IOException {
            socket = new Socket(place.host(), place.port());
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.setTcpNoDelay(true);
        }

        void say(byte[] words) throws IOException {
            socket.getOutputStream().write(words);
            socket.getOutputStream().flush();
        }

        /** The broker may hang up meanwhile. */
        void sayMuch(int length) {
            try {
                say("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
            }
        }

        byte[] hear(int length) throws IOException {
            return socket.getInputStream().readNBytes(length);
        }

        void assertHungUpOn() {
            try {
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            } catch (IOException e) {
                // What it did not read, it answers with a reset.
                assertThat(e).hasMessageContaining("reset");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
