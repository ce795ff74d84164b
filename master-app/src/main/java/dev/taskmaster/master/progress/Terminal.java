package dev.taskmaster.master.progress;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard error leads to, and whether the others lead to one. {@code System.console()} tells of standard input and output only, and
 * differently from JDK 22 on (JDK-8308591); so the system's own commands {@code test} and {@code stty} are asked.
 *
 * @param columns its width
 * @param utf8 whether it shows more than ASCII
 * @param colours whether it may be coloured: not where NO_COLOR is set (no-color.org)
 */
public record Terminal(int columns, boolean utf8, boolean colours) {

    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int ERR = 2;

    /** Where a terminal does not know its width. */
    static final int DEFAULT_COLUMNS = 80;

    /** A bar needs some room. */
    static final int FEWEST_COLUMNS = 20;

    /** Refuses a width that is not one. */
    public Terminal {
        if (columns < FEWEST_COLUMNS) {
            throw new IllegalArgumentException("columns must be at least " + FEWEST_COLUMNS + ", but is " + columns);
        }
    }

    /** The terminal, or {@code null} if standard error leads elsewhere, or to one that cannot draw a line anew. */
    public static @Nullable Terminal ofStandardError(Map<String, String> environment) {
        var kind = environment.getOrDefault("TERM", "");
        if (kind.isEmpty() || kind.equals("dumb") || !isTerminal(ERR)) {
            return null;
        }
        var size = run(new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null"));
        return new Terminal(
                columns(size == null ? "" : size),
                showsUtf8(environment),
                environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Whether standard output leads to a terminal. */
    public static boolean hasStandardOutput() {
        return isTerminal(OUT);
    }

    /** Whether a person reads what is printed on standard output and can answer on standard input. */
    public static boolean canAnswer() {
        return isTerminal(IN) && isTerminal(OUT);
    }

    private static boolean isTerminal(int descriptor) {
        // Where it can be told without a process of its own that it is none, none is started.
        return mayBeTerminal(descriptor)
                && run(new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                                .redirectInput(descriptor == IN ? Redirect.INHERIT : Redirect.PIPE)
                                .redirectOutput(descriptor == OUT ? Redirect.INHERIT : Redirect.PIPE))
                        != null;
    }

    private static boolean mayBeTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/") && !target.equals("/dev/null");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux.
            return true;
        }
    }

    /** What a command prints, or {@code null} if it fails; it has this process's standard error. */
    private static @Nullable String run(ProcessBuilder command) {
        try {
            var process = command.redirectError(Redirect.INHERIT).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 ? text : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The width from what {@code stty size} prints: {@code 24 80}. */
    static int columns(String size) {
        var parts = size.strip().split(" ", -1);
        try {
            int columns = Integer.parseInt(parts[parts.length - 1]);
            return columns == 0 ? DEFAULT_COLUMNS : Math.max(FEWEST_COLUMNS, columns);
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }

    /** The first of these variables that is set decides (POSIX.1-2024, 8.2). */
    static boolean showsUtf8(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toLowerCase(Locale.ROOT).replace("-", ""))
                .filter(value -> value.contains("utf8"))
                .isPresent();
    }
}
