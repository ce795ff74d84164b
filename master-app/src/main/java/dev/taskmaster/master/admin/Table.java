package dev.taskmaster.master.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Columns as wide as what is in them; numbers stand to the right, texts to the left. Control characters of a text are
 * replaced, because a payload could otherwise move the cursor or give orders to the terminal. For one thread.
 */
final class Table {

    private static final String NOTHING = "-";
    private static final String GAP = "  ";
    private static final String CUT = "...";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String head, boolean number, int widest) {}

    /** A column of texts. */
    Table text(String head) {
        return text(head, Integer.MAX_VALUE);
    }

    /** A column of texts that are cut at that many characters. */
    Table text(String head, int widest) {
        columns.add(new Column(head, false, widest));
        return this;
    }

    /** A column of numbers. */
    Table number(String head) {
        columns.add(new Column(head, true, Integer.MAX_VALUE));
        return this;
    }

    /** A row with a cell for each column; {@code null} is shown as a dash. */
    void row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row must have " + columns.size() + " cells, but has " + cells.length);
        }
        var row = new ArrayList<String>();
        for (int place = 0; place < cells.length; place++) {
            row.add(cell(cells[place], columns.get(place).widest()));
        }
        rows.add(row);
    }

    private static String cell(@Nullable Object value, int widest) {
        if (value instanceof Number number) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        if (value == null || value.toString().isEmpty()) {
            return NOTHING;
        }
        return shortened(value.toString(), widest);
    }

    private static String shortened(String text, int widest) {
        if (text.length() <= widest) {
            return printable(text);
        }
        int end = widest - CUT.length();
        // Not through the middle of a character.
        return printable(text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)) + CUT;
    }

    private static String printable(String text) {
        var clean = new StringBuilder();
        text.codePoints().forEach(point -> clean.appendCodePoint(isPrintable(point) ? point : '?'));
        return clean.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The head and the rows, each line with its end. */
    @Override
    public String toString() {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Column::head).toList());
        lines.addAll(rows);
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(line(line, lines).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String line(List<String> line, List<List<String>> all) {
        var text = new StringBuilder();
        for (int place = 0; place < columns.size(); place++) {
            int column = place;
            int width =
                    all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            var padding = " ".repeat(width - line.get(place).length());
            text.append(place == 0 ? "" : GAP);
            text.append(columns.get(place).number() ? padding + line.get(place) : line.get(place) + padding);
        }
        return text.toString();
    }
}
