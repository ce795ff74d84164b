package dev.taskmaster.master.jms;

/**
 * A job's place among those that share the slots of a task queue; at a pair of brokers it goes on with the one that serves. For
 * one thread.
 */
public final class Sharing implements AutoCloseable {

    private final Reopening<SharingPlace> place;

    Sharing(Reopening<SharingPlace> place) {
        this.place = place;
    }

    /**
     * How many jobs share the slots, this one included.
     *
     * @param takesPart whether it wants a share from now on
     */
    public int jobs(boolean takesPart) {
        while (true) {
            try {
                return place.current().jobs(takesPart);
            } catch (RuntimeException e) {
                place.reopen(e, current -> {});
            }
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
