package dev.taskmaster.worker.handler;

import dev.taskmaster.task.Task;
import dev.taskmaster.worker.TaskHandler;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Squares a whole number, as the tutorial of Python's {@code multiprocessing.managers} does. */
final class Square implements TaskHandler {

    /** Far beyond any use, and still squared in milliseconds. */
    private static final int MOST_DIGITS = 10_000;

    private static final int SHOWN = 40;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1," + MOST_DIGITS + "}");

    @Override
    public String run(Task task) {
        var text = task.payload().strip();
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + shown(text) + "\" is not a whole number of at most " + MOST_DIGITS
                    + " digits, which is what the handler square takes");
        }
        var number = new BigInteger(text);
        return number + " * " + number + " = " + number.multiply(number);
    }

    @Override
    public String describe(Task task) {
        var text = shown(task.payload().strip());
        return text + " * " + text;
    }

    @Override
    public String toString() {
        return "square";
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
