package dev.taskmaster.master.source;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random whole numbers from 0 to 10,000, as in the tutorial. The seed decides them all, so that a job can be resumed. */
final class RandomSource implements TaskSource {

    private static final int HIGHEST = 10_000;

    private final SplittableRandom random;
    private long left;

    RandomSource(long count, long seed) {
        this.left = count;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public @Nullable String next() {
        if (left == 0) {
            return null;
        }
        left--;
        return Integer.toString(random.nextInt(HIGHEST + 1));
    }
}
