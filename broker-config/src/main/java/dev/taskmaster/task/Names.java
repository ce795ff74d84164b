package dev.taskmaster.task;

import java.util.regex.Pattern;

/** The one rule for names that become part of an address: no dots and no wildcards, which addresses give a meaning. */
final class Names {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private Names() {}

    static void check(String what, String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 100 letters, digits, '-' or '_', but is \"" + abbreviated(text) + "\"");
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
