package dev.taskmaster.master.jms;

import java.time.Duration;

/**
 * What a master knows of the slots that serve its queue. Their consumers are counted at each look, which costs the broker
 * next to nothing; a list of their workers costs it time for each of them, and hundreds of masters may want one. So a list
 * must do for a time that grows with its length and with the masters, and until then the count says within which bounds the
 * slots are: each has one consumer, or two. For one thread.
 */
final class KnownSlots {

    /** Two hundred consumers a second are listed to all masters together at most, however often they change. */
    static final Duration A_CONSUMER = Duration.ofMillis(5);

    /** Who has no list yet gets one at once, unless that would be so many consumers with those of the other masters. */
    static final long MOST_AT_ONCE = 20_000;

    /** Workers may come and go between two looks so that their consumers are as many as before. */
    private static final int MOST_LOOKS = 20;

    private static final int UNKNOWN = Integer.MAX_VALUE;

    private int consumers;
    private int slots = UNKNOWN;
    private int looks;
    private long listedNanos;

    /**
     * Looks at the number of consumers, and tells whether a list is wanted.
     *
     * @param count of consumers now
     * @param masters that look at them, this one included
     * @param nowNanos by a clock that only goes forward
     */
    boolean wantsList(int count, int masters, long nowNanos) {
        looks++;
        long all = (long) count * masters;
        if (slots == UNKNOWN) {
            return all <= MOST_AT_ONCE;
        }
        boolean mayBeOld = count != consumers || looks > MOST_LOOKS;
        return mayBeOld
                && nowNanos - listedNanos >= A_CONSUMER.multipliedBy(all).toNanos();
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
        listedNanos = nowNanos;
    }

    /** There is no consumer: whatever comes is new. */
    void none() {
        slots = UNKNOWN;
    }

    /** How many slots there are as far as is known, while there are so many consumers. */
    int slots(int count) {
        return Math.min(count, Math.max(slots, (count + 1) / 2));
    }
}
