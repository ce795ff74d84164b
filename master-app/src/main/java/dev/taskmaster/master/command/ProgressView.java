package dev.taskmaster.master.command;

import dev.taskmaster.log.Logging;
import dev.taskmaster.master.job.Tally;
import dev.taskmaster.master.progress.Display;
import dev.taskmaster.master.progress.ProgressMode;
import dev.taskmaster.master.progress.Reporter;
import dev.taskmaster.master.progress.Screen;
import dev.taskmaster.master.progress.Terminal;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.sink.OutputChoice;
import dev.taskmaster.task.JobName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress while a job runs, and keeps whatever else is printed apart from it.
 *
 * @param mode how
 * @param terminal where a bar is shown, or {@code null} without one
 * @param screen that terminal's lines, or {@code null} without a bar
 */
record ProgressView(
        ProgressMode mode,
        @Nullable Terminal terminal,
        @Nullable Screen screen) {

    /** A run that is watched: it must use these instead of its own. */
    interface Work {
        Tally run(JobRun.Listener listener, OutputChoice output, BooleanSupplier toldToStop)
                throws InterruptedException;
    }

    /** Where there is no terminal, there is no bar. */
    static ProgressView of(ProgressMode mode, Map<String, String> environment) {
        var terminal = mode == ProgressMode.BAR ? Terminal.ofStandardError(environment) : null;
        if (terminal == null) {
            return new ProgressView(mode == ProgressMode.BAR ? ProgressMode.NONE : mode, null, null);
        }
        return new ProgressView(mode, terminal, new Screen(new FileOutputStream(FileDescriptor.err)));
    }

    /** What writes lines to standard error, apart from a bar where there is one. */
    PrintWriter lines(PrintWriter standardError) {
        return screen == null
                ? standardError
                : new PrintWriter(screen.above(System.err), false, StandardCharsets.UTF_8);
    }

    /**
     * Shows the progress of a run until it ends, in whatever way, or is told to stop.
     *
     * @param length the number of tasks of the input, where that can be known before its end
     */
    Tally of(
            JobName job,
            Supplier<OptionalLong> length,
            JobRun.Listener listener,
            OutputChoice output,
            BooleanSupplier toldToStop,
            Work work)
            throws InterruptedException {
        var display = display();
        if (display == null) {
            return work.run(listener, output, toldToStop);
        }
        var quiet = screen == null ? (Runnable) () -> {} : Logging.around(screen::above);
        try (var reporter = Reporter.start(job, listener, display, length)) {
            return work.run(reporter.listener(), shared(output), () -> {
                boolean told = toldToStop.getAsBoolean();
                if (told) {
                    // The next signal ends the process at once; nothing may be left on the terminal then.
                    reporter.end();
                }
                return told;
            });
        } finally {
            quiet.run();
        }
    }

    private @Nullable Display display() {
        return switch (mode) {
            case PLAIN -> Display.plain(System.err);
            case JSON -> Display.json(System.err);
            case BAR -> screen == null || terminal == null ? null : Display.bar(screen, terminal);
            case NONE -> null;
        };
    }

    /** Results on the bar's terminal stand above it. */
    private OutputChoice shared(OutputChoice output) {
        return screen != null && output.file() == null && Terminal.hasStandardOutput()
                ? output.through(screen::above)
                : output;
    }
}
