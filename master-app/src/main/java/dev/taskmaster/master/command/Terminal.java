package dev.taskmaster.master.command;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The person at the terminal, if there is one. */
final class Terminal {

    private Terminal() {}

    /** Whether a person reads what is printed and can answer. */
    static boolean isThere() {
        return isTerminal(System.console());
    }

    /** Shows a question and reads the line that is typed; empty without a terminal or at its end. */
    @SuppressWarnings("SystemConsoleNull") // Up to JDK 21 it is null without a terminal.
    static String ask(String question) {
        var console = System.console();
        if (console == null) {
            return "";
        }
        var line = console.readLine("%s ", question);
        return line == null ? "" : line.strip();
    }

    /** Since JDK 22 there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
