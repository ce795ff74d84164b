package dev.taskmaster.master.progress;

import java.io.PrintStream;

/** Shows progress. Called by one thread at a time. */
public interface Display {

    /** Shows how far the job is; called once a second. */
    void show(Progress progress);

    /** Shows how far the job came, and nothing any more. */
    void end(Progress progress);

    /** Lines of text. */
    static Display plain(PrintStream stream) {
        return new PlainDisplay(stream);
    }

    /** JSON lines. */
    static Display json(PrintStream stream) {
        return new JsonDisplay(stream);
    }

    /** A bar at the bottom of a screen. */
    static Display bar(Screen screen, Terminal terminal) {
        return new BarDisplay(screen, terminal);
    }
}
