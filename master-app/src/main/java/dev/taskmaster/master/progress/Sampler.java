package dev.taskmaster.master.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Looks at a scoreboard now and then and knows from that how fast the job is. For one thread at a time. */
final class Sampler {

    private final Scoreboard board;
    private final InstantSource clock;
    private final Instant start;
    private Rate rate = Rate.UNKNOWN.and(Duration.ZERO, 0);

    /** Begins to count time now. */
    Sampler(Scoreboard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
        this.start = clock.instant();
    }

    Progress now() {
        var elapsed = Duration.between(start, clock.instant());
        rate = rate.and(elapsed, board.endedHere());
        return board.at(elapsed, rate);
    }
}
