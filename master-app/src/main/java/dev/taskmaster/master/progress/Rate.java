package dev.taskmaster.master.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast tasks end: the mean over the last ten seconds, which follows a change of speed and is not thrown off by one
 * commit.
 *
 * @param looks how many had ended at which time, oldest first
 */
public record Rate(List<Look> looks) {

    /** Nothing was seen yet. */
    public static final Rate UNKNOWN = new Rate(List.of());

    /** Short enough to follow a worker that comes or goes, long enough for tasks of a second or two. */
    static final Duration SPAN = Duration.ofSeconds(10);

    /** An end farther away than that is a guess that nobody can use. */
    static final Duration FARTHEST = Duration.ofDays(1_000);

    private static final double NANOS = 1e9;

    /**
     * What was seen at one time.
     *
     * @param elapsed since the beginning
     * @param ended tasks that had ended since then
     */
    public record Look(Duration elapsed, long ended) {}

    /** Keeps its own copy. */
    public Rate {
        looks = List.copyOf(looks);
    }

    /** With one more look, and without those that are too old to count. */
    public Rate and(Duration elapsed, long ended) {
        var kept = new ArrayList<Look>(looks.size() + 1);
        var oldest = elapsed.minus(SPAN);
        for (var look : looks) {
            if (look.elapsed().compareTo(oldest) >= 0) {
                kept.add(look);
            }
        }
        if (kept.isEmpty() && !looks.isEmpty()) {
            // The process was stopped for that long.
            kept.add(looks.get(looks.size() - 1));
        }
        kept.add(new Look(elapsed, ended));
        return new Rate(kept);
    }

    /** Tasks a second, 0 while that is not known. */
    public double perSecond() {
        if (looks.size() < 2) {
            return 0;
        }
        var first = looks.get(0);
        var last = looks.get(looks.size() - 1);
        double seconds = last.elapsed().minus(first.elapsed()).toNanos() / NANOS;
        return seconds > 0 ? Math.max(0, last.ended() - first.ended()) / seconds : 0;
    }

    /**
     * How long it takes to the end at this rate, in whole seconds and rather too long.
     *
     * @param left tasks that have not ended, or {@code null} if nobody knows
     * @return {@code null} if that cannot be told
     */
    public @Nullable Duration timeFor(@Nullable Long left) {
        if (left == null) {
            return null;
        }
        if (left <= 0) {
            return Duration.ZERO;
        }
        double seconds = left / perSecond();
        return seconds <= FARTHEST.toSeconds() ? Duration.ofSeconds((long) Math.ceil(seconds)) : null;
    }
}
