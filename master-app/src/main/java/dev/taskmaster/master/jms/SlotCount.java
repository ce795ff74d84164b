package dev.taskmaster.master.jms;

import java.util.function.IntSupplier;

/**
 * How many slots serve a queue; at a pair of brokers it goes on with the one that serves. For one thread.
 */
public final class SlotCount implements IntSupplier, AutoCloseable {

    private final Reopening<QueueLook> look;

    SlotCount(Reopening<QueueLook> look) {
        this.look = look;
    }

    @Override
    public int getAsInt() {
        while (true) {
            try {
                return look.current().slots();
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
