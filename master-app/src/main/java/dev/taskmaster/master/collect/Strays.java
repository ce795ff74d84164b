package dev.taskmaster.master.collect;

import dev.taskmaster.task.JobName;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what came among a job's results and is none, and tells of the first of each kind and of all of them at the end:
 * whoever sends such things may send them without end. For one thread.
 */
final class Strays {

    /** Why something counts for nothing. */
    enum Kind {
        /** It breaks the contract of messages. */
        MALFORMED("malformed"),
        /** It answers tasks of another job. */
        OTHER_JOB("of another job"),
        /** It answers tasks that were not sent yet. */
        NEVER_SENT("for tasks that were never sent");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Strays.class);

    private final JobName job;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    Strays(JobName job) {
        this.job = job;
    }

    /** One more was set aside. */
    void add(Kind kind, String why) {
        if (counts.merge(kind, 1L, Long::sum) == 1) {
            log.warn(
                    "set a message aside as a dead letter, because it is no result of job {}: {}; more that are {} are only"
                            + " counted",
                    job,
                    why,
                    kind.words);
        }
    }

    /** Tells how many there were, if there were any. */
    void tell() {
        if (!counts.isEmpty()) {
            log.warn(
                    "job {}: {} messages were no results and are dead letters now ({}): \"master failed --job {}\" shows"
                            + " them",
                    job,
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey().words)
                            .collect(Collectors.joining(", ")),
                    job);
        }
    }
}
