package dev.taskmaster.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A network that is slow but wide: passes what comes to its port on to another, each byte after a fixed delay in each
 * direction. It holds back nothing else: what is sent in one piece arrives in one piece. It takes the place of the kernel's
 * own delaying queue where that is not to be had.
 */
final class DelayRelay implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    /** More than is on its way within some milliseconds; past it the reader waits, as a full pipe does. */
    private static final int PIECES = 4_096;

    private static final int END = -1;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final long delayNanos;

    private DelayRelay(ServerSocket server, InetSocketAddress target, Duration delay) {
        this.server = server;
        this.target = target;
        this.delayNanos = delay.toNanos();
    }

    /** Starts one on a port of loopback that the system chooses. */
    static DelayRelay start(InetSocketAddress target, Duration delay) throws IOException {
        var relay = new DelayRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, delay);
        thread("relay-accept", relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(target.getAddress(), target.getPort());
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                pass(near, far);
                pass(far, near);
            }
        } catch (IOException e) {
            // Closed: there is nothing left to pass on.
            return;
        }
    }

    /** No bytes: the end. */
    private record Piece(@Nullable ByteBuffer bytes, long dueNanos) {}

    private void pass(Socket from, Socket to) {
        var under = new ArrayBlockingQueue<Piece>(PIECES);
        thread("relay-read", () -> read(from, under));
        thread("relay-write", () -> write(under, from, to));
    }

    private void read(Socket from, BlockingQueue<Piece> under) {
        try {
            int length;
            do {
                var bytes = new byte[PIECE];
                length = readQuietly(from, bytes);
                under.put(new Piece(
                        length == END ? null : ByteBuffer.wrap(bytes, 0, length), System.nanoTime() + delayNanos));
            } while (length != END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int readQuietly(Socket from, byte[] bytes) {
        try {
            return from.getInputStream().read(bytes);
        } catch (IOException e) {
            // A connection that breaks ends for the other side too.
            return END;
        }
    }

    private static void write(BlockingQueue<Piece> under, Socket from, Socket to) {
        try (from;
                to;
                var out = Channels.newChannel(to.getOutputStream())) {
            while (true) {
                var piece = under.take();
                var bytes = piece.bytes();
                if (bytes == null) {
                    return;
                }
                for (long left = piece.dueNanos() - System.nanoTime();
                        left > 0;
                        left = piece.dueNanos() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(bytes);
            }
        } catch (IOException e) {
            // Both sides are closed, and so both readers end.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
