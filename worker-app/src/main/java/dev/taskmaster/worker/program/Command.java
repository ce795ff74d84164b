package dev.taskmaster.worker.program;

import dev.taskmaster.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command as a person gave it. Without a shell its words are arguments, and placeholders in them stand for parts of the
 * task. With a shell the text goes to {@code sh -c} as it is, and the payload is the shell's first argument, {@code "$1"},
 * if the text mentions that: so a payload is never a part of the code.
 *
 * @param words the program and its arguments
 * @param name what to call it
 * @param takesArgument whether the payload is an argument, else it goes to standard input
 * @param shell whether the payload is the argument of a shell
 */
record Command(List<String> words, String name, boolean takesArgument, boolean shell) {

    private static final int LONGEST_NAME = 40;

    /** {@code $1}, <code>${1}</code> and its forms, {@code $@} and {@code $*}. */
    private static final Pattern FIRST_ARGUMENT = Pattern.compile("\\$(\\{)?[1@*]");

    /**
     * The command of a text.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule
     */
    static Command of(String text, boolean shell) {
        if (shell) {
            return ofShell(text);
        }
        var words = Words.split(text);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("must name a program");
        }
        if (!Placeholders.isIn(words.get(0))) {
            Lookup.require(words.get(0));
        }
        boolean takesArgument = words.stream().anyMatch(word -> word.contains(Placeholders.PAYLOAD));
        return new Command(words, shortened(words.get(0)), takesArgument, false);
    }

    /**
     * The command of a text for a program that is given tasks as lines.
     *
     * @throws IllegalArgumentException if it is none; the message is the rule
     */
    static Command ofPipe(String text, boolean shell) {
        if (shell) {
            return shellOf(text, false);
        }
        if (Placeholders.isIn(text)) {
            throw new IllegalArgumentException(
                    "must not have {} in it: the program reads the payloads line by line from standard input");
        }
        return of(text, false);
    }

    private static Command ofShell(String text) {
        boolean takesArgument = FIRST_ARGUMENT.matcher(text).find();
        if (text.contains(Placeholders.PAYLOAD) && !takesArgument) {
            throw new IllegalArgumentException(
                    "must have \"$1\" in the place of {} with --shell: the shell would read a"
                            + " payload that is pasted in as code");
        }
        return shellOf(text, takesArgument);
    }

    private static Command shellOf(String text, boolean takesArgument) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be a command");
        }
        Lookup.require("sh");
        return new Command(List.of("sh", "-c", text, "sh"), shortened(text), takesArgument, true);
    }

    private static String shortened(String text) {
        var line = text.strip().replace('\n', ' ');
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }

    /**
     * The words for a task.
     *
     * @throws IllegalArgumentException if they name no program; the message is for people
     */
    List<String> forTask(Task task) {
        if (shell) {
            var all = new ArrayList<>(words);
            if (takesArgument) {
                all.add(task.payload());
            }
            return all;
        }
        var filled = words.stream().map(word -> Placeholders.fill(word, task)).toList();
        if (Placeholders.isIn(words.get(0)) && Lookup.find(filled.get(0)).isEmpty()) {
            throw new IllegalArgumentException("there is no program " + filled.get(0));
        }
        return filled;
    }
}
