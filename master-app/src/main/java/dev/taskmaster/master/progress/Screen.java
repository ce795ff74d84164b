package dev.taskmaster.master.progress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A terminal with one line at the bottom that changes; everything else goes above it, by whichever thread and stream it
 * comes. A terminal that is gone takes nothing and disturbs nobody. Safe for use by many threads.
 */
public final class Screen {

    /** To the line's beginning, and away with what stands there (ECMA-48, EL). */
    static final String ERASE = "\r\u001b[K";

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream terminal;

    private String bottom = "";

    /** Whether the last line above is not ended: then nothing may be drawn. */
    private boolean open;

    /** A screen with nothing at its bottom. */
    public Screen(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Draws the bottom line anew; an empty one leaves nothing. */
    void bottom(String line) {
        lock.lock();
        try {
            boolean clears = !bottom.isEmpty() || !line.isEmpty();
            bottom = line;
            if (clears && !open) {
                draw(ERASE + line);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets something write whole lines to the terminal. */
    public void above(Runnable writing) {
        lock.lock();
        try {
            clear();
            try {
                writing.run();
            } finally {
                redraw();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A stream that leads to the terminal, with what it writes above the bottom line. */
    public OutputStream above(OutputStream stream) {
        return new Above(stream);
    }

    private void clear() {
        if (!bottom.isEmpty() && !open) {
            draw(ERASE);
        }
    }

    private void redraw() {
        if (!bottom.isEmpty() && !open) {
            draw(bottom);
        }
    }

    private void draw(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException e) {
            bottom = "";
        }
    }

    private final class Above extends OutputStream {

        private final OutputStream stream;

        Above(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            lock.lock();
            try {
                clear();
                stream.write(bytes, offset, length);
                stream.flush();
                open = bytes[offset + length - 1] != '\n';
                redraw();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
