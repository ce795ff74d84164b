package dev.taskmaster.master.bench;

import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.master.source.TaskSource;
import dev.taskmaster.settings.Durations;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of tasks of known lengths.
 *
 * @param name for people
 * @param payloads by index, always the same ones
 * @param tasks how many there are
 * @param work the sum of their lengths
 */
record Load(String name, LongFunction<String> payloads, long tasks, Duration work) {

    /** Any number does; the same one makes two runs alike. */
    private static final long SEED = 4_711;

    private static final Length SHORT = Length.of("1ms");
    private static final Length LONG = Length.of("500ms");
    private static final Length BEFORE_JUMP = Length.of("0.1ms");
    private static final Length AFTER_JUMP = Length.of("100ms");

    /**
     * How long a task takes.
     *
     * @param payload what makes the handler {@code bench} take that time
     * @param time the time
     */
    private record Length(String payload, Duration time) {
        static Length of(String text) {
            return new Length("sleep " + text, Durations.parse(text));
        }
    }

    /** Tasks that take no time; the payload is the index. */
    static Load empty(long tasks) {
        return new Load("empty", Long::toString, tasks, Duration.ZERO);
    }

    /** Tasks of one length, of at least that much work together. */
    static Load of(String length, Duration work) {
        var each = Length.of(length);
        return filled(length, index -> each, work);
    }

    /** One task in a hundred takes 500 ms, the others 1 ms; which ones is random, but the same at every run. */
    static Load mix(Duration work) {
        return filled(
                "99 % 1ms, 1 % 500ms",
                index -> new SplittableRandom(SEED + index).nextInt(100) == 0 ? LONG : SHORT, work);
    }

    /** Half of the work in tasks of 0.1 ms, then the other half in tasks of 100 ms. */
    static Load jump(Duration work) {
        var before = of("0.1ms", work.dividedBy(2)).tasks();
        return filled("0.1ms, then 100ms", index -> index < before ? BEFORE_JUMP : AFTER_JUMP, work);
    }

    private static Load filled(String name, LongFunction<Length> lengths, Duration least) {
        long tasks = 0;
        long nanos = 0;
        while (nanos < least.toNanos() || tasks == 0) {
            nanos += lengths.apply(tasks).time().toNanos();
            tasks++;
        }
        return new Load(name, index -> lengths.apply(index).payload(), tasks, Duration.ofNanos(nanos));
    }

    TaskInput input() {
        return new TaskInput.Made(() -> new TaskSource() {
            private long next;

            @Override
            public @Nullable String next() {
                return next < tasks ? payloads.apply(next++) : null;
            }
        });
    }
}
