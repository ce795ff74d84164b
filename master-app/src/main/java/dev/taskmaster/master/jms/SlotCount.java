package dev.taskmaster.master.jms;

import java.util.function.IntSupplier;

/**
 * How many slots serve a queue; at a pair of brokers it goes on with the one that serves. For one thread.
 */
public final class SlotCount implements IntSupplier, AutoCloseable {

    private final Reopening<QueueLook> look;
    private int masters = 1;

    SlotCount(Reopening<QueueLook> look) {
        this.look = look;
    }

    /** So many masters ask for them, this one included; the more, the less often the broker is asked for all its workers. */
    public void sharedBy(int jobs) {
        masters = jobs;
    }

    @Override
    public int getAsInt() {
        while (true) {
            try {
                return look.current().slots(masters);
            } catch (RuntimeException e) {
                look.reopen(e, current -> {});
            }
        }
    }

    @Override
    public void close() {
        look.close();
    }
}
