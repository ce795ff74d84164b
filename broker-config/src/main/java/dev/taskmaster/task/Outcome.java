package dev.taskmaster.task;

/** What became of one task in one attempt. A failed task is a value, not an exception. */
public sealed interface Outcome {

    /** The length of all texts in it. */
    long characters();

    /**
     * The handler answered.
     *
     * @param text the result, possibly empty
     */
    record Ok(String text) implements Outcome {
        @Override
        public long characters() {
            return text.length();
        }
    }

    /**
     * The attempt failed. It carries the task's payload, so that the master can send it again without keeping it.
     *
     * @param reason the kind of failure
     * @param message what the handler said, for people
     * @param task the task's payload
     */
    record Failed(Reason reason, String message, String task) implements Outcome {

        /** A message's properties must fit into one packet of a client, and a person reads no more either. */
        private static final int LONGEST_MESSAGE = 1_000;

        /** What the handler said, cut off where it is longer than 1,000 characters; cutting it twice changes nothing. */
        public String briefMessage() {
            return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
        }

        @Override
        public long characters() {
            return (long) message.length() + task.length();
        }
    }

    /**
     * The task was not run and costs no attempt: it wants to be sent again, alone.
     *
     * @param task the task's payload
     * @param crashes how many workers have died with it in hand so far, 0 or more
     */
    record Again(String task, int crashes) implements Outcome {

        /** Refuses a number of crashes that no {@link Chunk} could have. */
        public Again {
            if (crashes < 0 || crashes > Chunk.MOST_CRASHES) {
                throw new IllegalArgumentException(
                        "crashes must be 0 to " + Chunk.MOST_CRASHES + ", but is " + crashes);
            }
        }

        /** A task that no worker has died of. */
        public Again(String task) {
            this(task, 0);
        }

        @Override
        public long characters() {
            return task.length();
        }
    }
}
