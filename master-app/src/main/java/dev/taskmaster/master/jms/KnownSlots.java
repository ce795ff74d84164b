package dev.taskmaster.master.jms;

import java.time.Duration;

/**
 * What a master knows of the slots that serve its queue. Their consumers are counted at each look, which costs the broker
 * next to nothing; a list of them costs it time for each entry, and hundreds of masters may want one. So a list must do for a
 * time that grows with its length, and until then the count says within which bounds the slots are: each has one consumer,
 * or two. For one thread.
 */
final class KnownSlots {

    /** Two hundred consumers a second are listed to a master at most, however many there are and however often they change. */
    static final Duration A_CONSUMER = Duration.ofMillis(5);

    /** Workers may come and go between two looks so that their consumers are as many as before. */
    private static final int MOST_LOOKS = 20;

    private int consumers;
    private int slots;
    private int looks;
    private boolean known;
    private long goodUntilNanos;

    /**
     * Looks at the number of consumers, and tells whether a list is wanted.
     *
     * @param count of consumers now
     * @param nowNanos by a clock that only goes forward
     */
    boolean wantsList(int count, long nowNanos) {
        looks++;
        return !known || ((count != consumers || looks > MOST_LOOKS) && nowNanos - goodUntilNanos >= 0);
    }

    /**
     * Remembers what a list said.
     *
     * @param count of consumers when it was asked for
     * @param counted the slots that these were
     */
    void listed(int count, int counted, long nowNanos) {
        consumers = count;
        slots = counted;
        looks = 0;
        known = true;
        goodUntilNanos = nowNanos + A_CONSUMER.multipliedBy(count).toNanos();
    }

    /** How many slots there are as far as is known, while there are so many consumers. */
    int slots(int count) {
        return Math.min(count, Math.max(slots, (count + 1) / 2));
    }
}
