package dev.taskmaster.master.page;

import java.util.function.Consumer;

/** The page around what changes. All it loads is beside it: a style sheet, and a script that keeps it up to date. */
final class Document {

    /** Without the script the browser loads the page again after so long. */
    private static final String REFRESH_SECONDS = "5";

    private Document() {}

    static String of(Consumer<Markup> content) {
        var html = new Markup();
        html.open("html", "lang", "en");
        html.element(
                "head",
                head -> head.open("meta", "charset", "utf-8")
                        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                        .open("meta", "name", "color-scheme", "content", "light dark")
                        .element("title", "Jobs - Taskmaster")
                        .open("link", "rel", "stylesheet", "href", "/pages.css")
                        .open("script", "src", "/jobs.js", "defer", "")
                        .close("script")
                        .element(
                                "noscript",
                                without -> without.open("meta", "http-equiv", "refresh", "content", REFRESH_SECONDS)));
        html.open("body");
        html.element(
                "header",
                "class",
                "top",
                top -> top.element("a", "href", "/", "Taskmaster")
                        .element(
                                "nav",
                                nav -> nav.open("a", "href", "/jobs", "aria-current", "page")
                                        .text("Jobs")
                                        .close("a")
                                        .element("a", "href", "/console/", "Console")
                                        .element("a", "href", "/metrics", "Metrics")));
        html.open("p", "id", "lost", "role", "status", "class", "notice", "hidden", "")
                .close("p");
        // It changes each second: read out, it would never be silent.
        html.open("main", "aria-live", "off");
        content.accept(html);
        html.close("main").close("body").close("html");
        return "<!DOCTYPE html>\n" + html;
    }
}
