package dev.taskmaster.chaos;

import java.util.EnumMap;
import java.util.Map;

/** How often what was killed or frozen. */
final class Kills {

    enum Kind {
        WORKER_KILLED("worker killed"),
        WORKER_FROZEN("worker frozen past its TTL"),
        MASTER_KILLED("master killed"),
        BROKER_KILLED("broker killed (serve)"),
        MASTER_AND_BROKER_KILLED("master with its broker killed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    void count(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
