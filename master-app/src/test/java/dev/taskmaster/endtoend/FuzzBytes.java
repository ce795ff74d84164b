package dev.taskmaster.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Bytes at a broker's port from somebody who has no login. For one thread. */
final class FuzzBytes {

    private static final int CONNECT_MILLIS = 10_000;

    /** Some hundred a second: a flood of thousands takes all the places there are, and nobody else gets in meanwhile. */
    private static final Duration BETWEEN = Duration.ofMillis(2);

    private final InetSocketAddress place;
    private final Random random;

    FuzzBytes(InetSocketAddress place, Random random) {
        this.place = place;
        this.random = random;
    }

    /** Connects, says something that makes no sense, and hangs up hard at once, which is the worst for the broker. */
    void send() throws IOException {
        LockSupport.parkNanos(BETWEEN.toNanos());
        try (var socket = new Socket()) {
            // Its end leaves no port behind that waits for a minute.
            socket.setSoLinger(true, 0);
            socket.connect(place, CONNECT_MILLIS);
            try {
                socket.getOutputStream().write(bytes());
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The broker may have hung up before that.
                return;
            }
        }
    }

    private byte[] bytes() {
        var noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return switch (random.nextInt(6)) {
            case 0 -> noise;
            case 1 -> join("ARTEMIS".getBytes(StandardCharsets.UTF_8), noise);
            case 2 -> packet(random.nextInt(), noise);
            case 3 -> join("ARTEMIS".getBytes(StandardCharsets.UTF_8), packet(noise.length, noise));
            case 4 -> packet(noise.length, noise);
            default -> join(words(), noise);
        };
    }

    /** The opening words of other protocols. */
    private byte[] words() {
        return new String[] {"GET / HTTP/1.1\r\n\r\n", "AMQP\0\1\0\0", "CONNECT\n\n\0", "\26\3\1\2\0", "SSH-2.0-x\r\n"}
                [random.nextInt(5)].getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As a packet of CORE begins: its length, its type, its channel. */
    private byte[] packet(int length, byte[] content) {
        return ByteBuffer.allocate(13 + content.length)
                .putInt(length)
                .put((byte) random.nextInt())
                .putLong(random.nextInt(4))
                .put(content)
                .array();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
