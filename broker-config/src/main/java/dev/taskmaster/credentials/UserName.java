package dev.taskmaster.credentials;

import java.util.regex.Pattern;

/**
 * The name that a user logs in with; also the name of its credentials file and a word in the list of a role.
 *
 * @param text 1 to 64 letters, digits, dashes and underscores of ASCII
 */
public record UserName(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Refuses a name that could not stand in all those places. */
    public UserName {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '-' or '_'");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
