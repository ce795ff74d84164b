package dev.taskmaster.master.progress;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar at the bottom of a screen; it leaves nothing behind. */
final class BarDisplay implements Display {

    /** The bar is drawn when it is told to; its own clock would draw what it was told a second ago. */
    private static final int NEVER_MILLIS = Integer.MAX_VALUE;

    /** The length of a bar that only shows that something goes on. */
    private static final long UNKNOWN = -1;

    private final Screen screen;
    private final Terminal terminal;
    private @Nullable ProgressBar bar;
    private volatile @Nullable Duration toEnd;

    BarDisplay(Screen screen, Terminal terminal) {
        this.screen = screen;
        this.terminal = terminal;
    }

    @Override
    public void show(Progress progress) {
        toEnd = progress.toEnd();
        if (bar == null) {
            bar = open(progress);
        }
        bar.maxHint(most(progress));
        bar.stepTo(progress.done());
        bar.setExtraMessage(text(progress));
        bar.refresh();
    }

    @Override
    public void end(Progress progress) {
        if (bar != null) {
            bar.close();
        }
        screen.bottom("");
    }

    /** What the bar itself does not say, the most important first: a narrow terminal cuts off the end. */
    static String text(Progress progress) {
        return progress.rateText() + ", " + progress.running() + " running, "
                + (progress.failed() == 0 ? "" : progress.failed() + " failed, ") + progress.slotsText();
    }

    private ProgressBar open(Progress progress) {
        return new ProgressBarBuilder()
                .setInitialMax(most(progress))
                .startsFrom(progress.done(), progress.elapsed())
                .setUpdateIntervalMillis(NEVER_MILLIS)
                .continuousUpdate()
                .setStyle(style())
                .setEtaFunction(any -> Optional.ofNullable(toEnd))
                .setConsumer(new BottomLine())
                .build();
    }

    private static long most(Progress progress) {
        var total = progress.total();
        return total == null ? UNKNOWN : total;
    }

    private ProgressBarStyle style() {
        if (!terminal.utf8()) {
            return ProgressBarStyle.ASCII;
        }
        return terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.UNICODE_BLOCK;
    }

    /** Where the bar is drawn. */
    private final class BottomLine implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            // A line as long as the terminal is wide would begin another one.
            return terminal.columns() - 1;
        }

        @Override
        public void accept(String rendered) {
            screen.bottom(rendered);
        }

        @Override
        public void clear() {
            screen.bottom("");
        }

        @Override
        public void close() {
            screen.bottom("");
        }
    }
}
