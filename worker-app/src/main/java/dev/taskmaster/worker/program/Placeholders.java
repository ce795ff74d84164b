package dev.taskmaster.worker.program;

import dev.taskmaster.task.Task;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for a part of a task in a word of a command. What is put in is never looked at again. Pure. */
final class Placeholders {

    static final String PAYLOAD = "{}";

    private static final Pattern ANY = Pattern.compile("\\{(|index|job|attempt)}");

    private Placeholders() {}

    /** Whether the word is different for different tasks. */
    static boolean isIn(String word) {
        return ANY.matcher(word).find();
    }

    /** The word for a task. */
    static String fill(String word, Task task) {
        return ANY.matcher(word).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), task)));
    }

    private static String value(String name, Task task) {
        return switch (name) {
            case "index" -> Long.toString(task.index());
            case "job" -> job(task);
            case "attempt" -> Integer.toString(task.attempt());
            default -> task.payload();
        };
    }

    /** The name of the task's job, empty for a raw task. */
    static String job(Task task) {
        var job = task.job();
        return job == null ? "" : job.text();
    }
}
