package dev.taskmaster.worker.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.SystemSignals;
import dev.taskmaster.worker.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns signals into wishes: the first stops the worker, the second aborts it, the third kills the process. */
final class Signals {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    /** What the JVM and shells add to a signal's number. */
    private static final int STATUS_OFFSET = 128;

    private final Runnable stop;
    private final Runnable abort;
    private final IntConsumer halt;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger();

    Signals(Runnable stop, Runnable abort, IntConsumer halt) {
        this.stop = stop;
        this.abort = abort;
        this.halt = halt;
    }

    /**
     * Catches TERM and INT from now on.
     *
     * @param beforeHalt what must be done even when the worker is killed; the virtual machine's hooks are not run then
     */
    static Signals caught(Worker worker, Runnable beforeHalt) {
        var signals = new Signals(worker::stop, worker::abort, status -> {
            beforeHalt.run();
            Runtime.getRuntime().halt(status);
        });
        for (var name : new String[] {"TERM", "INT"}) {
            try {
                SystemSignals.on(name, signals::on);
            } catch (ReflectiveOperationException e) {
                log.debug("the signal {} cannot be caught here: it ends the process at once", name, e);
            }
        }
        return signals;
    }

    void on(String name, int number) {
        first.compareAndSet(0, number);
        switch (count.incrementAndGet()) {
            case 1 -> {
                log.info("{}: finishing what is in hand; once more hands it back", name);
                stop.run();
            }
            case 2 -> {
                log.info("{} again: handing back what is in hand; once more kills the worker", name);
                abort.run();
            }
            default -> halt.accept(STATUS_OFFSET + number);
        }
    }

    /** The status to end with. */
    int status() {
        int number = first.get();
        return number == 0 ? ExitStatus.OK.code() : STATUS_OFFSET + number;
    }
}
