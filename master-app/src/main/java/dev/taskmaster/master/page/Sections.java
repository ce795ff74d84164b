package dev.taskmaster.master.page;

import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.Durations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The parts of the page, one below the other. Pure functions. */
final class Sections {

    /** Times of a day. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Sections() {}

    static void write(Markup to, Moment moment, ZoneId zone) {
        var overview = moment.overview();
        to.element(
                "p",
                "class",
                "glance",
                line -> line.element(
                                "span",
                                "class",
                                "alive",
                                "as of " + TIME.format(moment.at().atZone(zone)))
                        .text(" \u00b7 " + glance(overview)));
        JobSection.write(to, moment, zone);
        WorkerSection.write(to, moment, zone);
        QueueSection.write(to, overview.queues());
    }

    private static String glance(Overview overview) {
        long dead = overview.queues().waiting(Addresses.DEAD_LETTERS);
        return String.join(
                " \u00b7 ",
                List.of(
                        overview.url(),
                        "Artemis " + overview.version(),
                        "up " + Durations.format(overview.uptime()),
                        Figures.count(dead, "dead letter", "dead letters")));
    }

    /** An id that holds a name of any kind. */
    static String id(String kind, String name) {
        return kind + "-" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** Says of a list that is cut how it goes on. */
    static void more(Markup to, int all, int shown, String command) {
        if (all > shown) {
            to.element(
                    "p",
                    "class",
                    "more",
                    text -> text.text("and " + Figures.count(all - shown) + " more: ")
                            .element("code", command)
                            .text(" lists all of them"));
        }
    }
}
