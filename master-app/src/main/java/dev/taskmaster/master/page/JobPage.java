package dev.taskmaster.master.page;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.master.admin.Overview;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The page of jobs and workers. Each call looks at the broker; rates and workers that have gone are known from the looks
 * before, so only while somebody looks. Safe for use by many threads.
 */
public final class JobPage {

    private final Supplier<Overview> overview;
    private final LongSupplier nanoClock;
    private final Clock clock;
    private final Memory memory = new Memory();

    /**
     * A page that nobody has asked for yet.
     *
     * @param overview what the broker holds now, or said a moment ago; may throw a {@link TaskmasterException}
     * @param nanoClock for rates
     * @param clock for times of day, in the zone that people read them in
     */
    public JobPage(Supplier<Overview> overview, LongSupplier nanoClock, Clock clock) {
        this.overview = overview;
        this.nanoClock = nanoClock;
        this.clock = clock;
    }

    /**
     * A whole HTML page.
     *
     * @param answered whether the broker did; if not, the page says why
     * @param html the text
     */
    public record Page(boolean answered, String html) {}

    /** The page as of now. */
    public Page now() {
        var now = clock.instant();
        try {
            var moment = look(now);
            return new Page(true, Document.of(main -> Sections.write(main, moment, clock.getZone())));
        } catch (TaskmasterException e) {
            return new Page(
                    false,
                    Document.of(main -> main.element(
                            "p",
                            "class",
                            "notice",
                            text -> text.text("The broker does not answer: " + e.getMessage()
                                    + ". This page shows it again as soon as it does."))));
        }
    }

    private Moment look(Instant now) {
        var seen = overview.get();
        return memory.see(seen, Duration.ofNanos(nanoClock.getAsLong()), now);
    }
}
