package dev.taskmaster.log;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Has somebody around when another handler writes. */
final class AroundEach extends Handler {

    private final Handler inner;
    private final Consumer<Runnable> writing;

    AroundEach(Handler inner, Consumer<Runnable> writing) {
        this.inner = inner;
        this.writing = writing;
    }

    @Override
    public void publish(LogRecord entry) {
        writing.accept(() -> inner.publish(entry));
    }

    @Override
    public void flush() {
        inner.flush();
    }

    @Override
    public void close() {
        inner.close();
    }
}
