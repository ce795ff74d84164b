package dev.taskmaster.worker;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells it to the log, for those who look closely. */
final class LoggingNarrator implements Narrator {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    @Override
    public void runs(Supplier<String> task) {
        if (log.isTraceEnabled()) {
            log.trace("run task {}", task.get());
        }
    }

    @Override
    public void queueIsEmpty() {
        log.debug("the task queue is empty");
    }

    @Override
    public void exits() {
        log.debug("the worker has ended");
    }
}
