package dev.taskmaster.master.page;

import java.util.List;
import java.util.function.Consumer;

/** A table with heads for its columns, which can be moved sideways where it is too wide. For one thread. */
final class Grid {

    private final Markup to;
    private final List<Column> columns;

    /**
     * A column.
     *
     * @param head what it says on top
     * @param number whether it holds numbers, which stand to the right
     */
    record Column(String head, boolean number) {

        static Column text(String head) {
            return new Column(head, false);
        }

        static Column number(String head) {
            return new Column(head, true);
        }
    }

    private Grid(Markup to, List<Column> columns) {
        this.to = to;
        this.columns = columns;
    }

    /**
     * Writes one.
     *
     * @param label what it is, for those who hear it
     * @param rows writes its rows
     */
    static void write(Markup to, String label, List<Column> columns, Consumer<Grid> rows) {
        to.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", label);
        to.open("table");
        to.element(
                "thead",
                head -> head.element(
                        "tr",
                        row -> columns.forEach(column -> row.open("th", "scope", "col", "class", kind(column))
                                .text(column.head())
                                .close("th"))));
        to.open("tbody");
        rows.accept(new Grid(to, columns));
        to.close("tbody").close("table").close("div");
    }

    /**
     * Writes a row, whose first cell says what it is about.
     *
     * @param id its own in the page
     * @param kind how it looks, possibly empty
     */
    void row(String id, String kind, List<Consumer<Markup>> cells) {
        to.open("tr", "id", id, "class", kind);
        for (int place = 0; place < columns.size(); place++) {
            var name = place == 0 ? "th" : "td";
            var looks = kind(columns.get(place));
            if (place == 0) {
                to.open(name, "scope", "row", "class", looks);
            } else {
                to.open(name, "class", looks);
            }
            cells.get(place).accept(to);
            to.close(name);
        }
        to.close("tr");
    }

    private static String kind(Column column) {
        return column.number() ? "number" : "words";
    }

    static Consumer<Markup> cell(String text) {
        return to -> to.text(text);
    }

    static Consumer<Markup> cell(long number) {
        return cell(Figures.count(number));
    }

    /** A number that stands out unless it is 0. */
    static Consumer<Markup> bad(long number) {
        return number == 0 ? cell(number) : to -> to.element("span", "class", "bad", Figures.count(number));
    }
}
