package dev.taskmaster.worker.slot;

/**
 * Lets a task run while no other slot of its worker has one in hand. A slot enters before it asks for a message, not
 * after: whatever waits for its turn in hand would be charged with the death of the worker too. It belongs to no thread,
 * because a slot may go on with another one. Safe for use by many threads.
 */
final class Solitude {

    private final Life life;
    private int inside;

    /** A slot is alone or waits for it. */
    private boolean closed;

    private boolean alone;

    Solitude(Life life) {
        this.life = life;
    }

    /** Waits while a slot is alone or wants to be; false, without having entered, when no more tasks are to be taken. */
    synchronized boolean enterShared() {
        try {
            while (closed) {
                if (!life.stage().takesTasks()) {
                    return false;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        inside++;
        return true;
    }

    /**
     * Waits until the slot, which has entered, is the only one, and keeps it so until it leaves. If that is not to be it
     * stays entered as it was.
     *
     * @return false if another slot is to be alone first, or when no more tasks are to be run
     */
    synchronized boolean enterAlone() {
        if (closed) {
            return false;
        }
        closed = true;
        try {
            while (inside > 1 && life.stage().runsTasks()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        alone = inside == 1;
        closed = alone;
        if (!alone) {
            notifyAll();
        }
        return alone;
    }

    /** What the slot had in hand is settled. */
    synchronized void leave() {
        inside--;
        if (alone) {
            alone = false;
            closed = false;
            notifyAll();
        } else if (closed) {
            notifyAll();
        }
    }

    /** The life has moved: whoever waits looks whether to go on. */
    synchronized void wake() {
        notifyAll();
    }
}
