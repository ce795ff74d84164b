package dev.taskmaster.master.page;

import java.util.function.Consumer;

/**
 * Writes HTML. Whatever comes in as text or as the value of an attribute is escaped; names of elements and attributes are
 * the code's own. For one thread.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** A text, shown as it is. */
    Markup text(String text) {
        text.codePoints().forEach(this::escaped);
        return this;
    }

    /** An element with a text in it. */
    Markup element(String name, String text) {
        return open(name).text(text).close(name);
    }

    /** An element with an attribute and a text in it. */
    Markup element(String name, String attribute, String value, String text) {
        return open(name, attribute, value).text(text).close(name);
    }

    /** An element with others in it. */
    Markup element(String name, Consumer<Markup> content) {
        open(name);
        content.accept(this);
        return close(name);
    }

    /** An element with an attribute and with others in it. */
    Markup element(String name, String attribute, String value, Consumer<Markup> content) {
        open(name, attribute, value);
        content.accept(this);
        return close(name);
    }

    /**
     * The start of an element.
     *
     * @param attributes names and values by turns
     */
    Markup open(String name, String... attributes) {
        html.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
        return this;
    }

    /** The end of an element. */
    Markup close(String name) {
        html.append("</").append(name).append('>');
        return this;
    }

    private void escaped(int point) {
        switch (point) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(isShown(point) ? point : '\uFFFD');
        }
    }

    /** Others turn the direction of the text around, or are not allowed in HTML. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
