package dev.taskmaster.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a page: shell commands, what they print, and source files that they use.
 *
 * @param commands the blocks of shell commands, in order
 * @param sources the blocks of Java
 */
record ReadmeBlocks(List<Commands> commands, List<Source> sources) {

    private static final Pattern BLOCK =
            Pattern.compile("^```([a-z]+)\\n(.*?)^```\\n", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^public class (\\w+)", Pattern.MULTILINE);

    /**
     * Shell commands.
     *
     * @param text the commands
     * @param prints what the page shows as their standard output, or {@code null} where it shows nothing
     */
    record Commands(String text, @Nullable String prints) {}

    /**
     * A source file.
     *
     * @param file its name
     * @param text what is in it
     */
    record Source(String file, String text) {}

    static ReadmeBlocks of(String page) {
        var commands = new ArrayList<Commands>();
        var sources = new ArrayList<Source>();
        var blocks = BLOCK.matcher(page);
        int endOfCommands = -1;
        while (blocks.find()) {
            var text = blocks.group(2);
            switch (blocks.group(1)) {
                case "sh" -> {
                    commands.add(new Commands(text, null));
                    endOfCommands = blocks.end();
                }
                case "text" -> {
                    if (endOfCommands != blocks.start()) {
                        throw new AssertionError("no commands stand before the output:\n" + text);
                    }
                    var shown = commands.remove(commands.size() - 1);
                    commands.add(new Commands(shown.text(), text));
                }
                case "java" -> {
                    var name = CLASS.matcher(text);
                    if (!name.find()) {
                        throw new AssertionError("no public class in:\n" + text);
                    }
                    sources.add(new Source(name.group(1) + ".java", text));
                }
                case "console" -> {}
                default -> throw new AssertionError("a block of the kind " + blocks.group(1));
            }
        }
        return new ReadmeBlocks(commands, sources);
    }
}
