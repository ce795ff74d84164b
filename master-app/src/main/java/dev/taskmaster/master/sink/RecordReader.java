package dev.taskmaster.master.sink;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads an output record by record, or line by line where a record may take several and nothing tells. For one thread. */
final class RecordReader implements Closeable {

    private final InputStream input;
    private final boolean quotes;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);

    private RecordReader(InputStream input, boolean quotes) {
        this.input = input;
        this.quotes = quotes;
    }

    /**
     * Begins at the first byte.
     *
     * @param quotes whether a line end within quotes does not end a record
     */
    static RecordReader open(Path file, boolean quotes) throws IOException {
        return new RecordReader(Files.newInputStream(file), quotes);
    }

    /** The next record with its line end, or {@code null} at the end; a last one without a line end is left out. */
    byte @Nullable [] next() throws IOException {
        var record = new ByteArrayOutputStream();
        boolean quoted = false;
        while (true) {
            if (!buffer.hasRemaining()) {
                int read = input.read(buffer.array());
                if (read < 0) {
                    return null;
                }
                buffer.position(0).limit(read);
            }
            byte next = buffer.get();
            record.write(next);
            if (next == '"') {
                quoted = quotes && !quoted;
            } else if (next == '\n' && !quoted) {
                return record.toByteArray();
            }
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
