package dev.taskmaster.master.progress;

import dev.taskmaster.settings.Durations;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A line of text when something has changed, and now and then when nothing has, so that a person sees that it lives. */
final class PlainDisplay implements Display {

    /** Nobody waits longer for a sign of life. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final PrintStream stream;
    private @Nullable Progress told;

    PlainDisplay(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void show(Progress progress) {
        if (told == null
                || !progress.sameCounts(told)
                || progress.elapsed().minus(told.elapsed()).compareTo(LONGEST_SILENCE) >= 0) {
            told = progress;
            stream.println(text(progress));
            stream.flush();
        }
    }

    @Override
    public void end(Progress progress) {
        told = progress;
        stream.println(text(progress));
        stream.flush();
    }

    static String text(Progress progress) {
        var text = new StringBuilder("job ").append(progress.job()).append(": ").append(progress.done());
        var total = progress.total();
        if (total != null) {
            text.append(" of ").append(total);
        }
        text.append(" done, ").append(progress.failed()).append(" failed, ");
        text.append(progress.running()).append(" running, ");
        if (progress.left() != null) {
            text.append(progress.left()).append(" left, ");
        }
        text.append(progress.rateText()).append(", ");
        if (progress.toEnd() != null) {
            text.append(Durations.format(progress.toEnd())).append(" to the end, ");
        }
        text.append(progress.slotsText()).append(", ");
        return text.append(Durations.format(progress.elapsed()))
                .append(" so far")
                .toString();
    }
}
