package dev.taskmaster.credentials;

import dev.taskmaster.settings.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that nobody can guess, and takes those that people chose. */
public final class Passwords {

    /** 192 bits: beyond guessing, and 32 characters in Base64 without padding. */
    private static final int BYTES = 24;

    /** As NIST SP 800-63B asks of a password that a person chooses, in characters. */
    static final int SHORTEST = 8;

    /** In characters: longer ones cost every login, and protect no better. */
    static final int LONGEST = 200;

    private Passwords() {}

    /**
     * A password that a person chose.
     *
     * @throws IllegalArgumentException if it is shorter than {@link #SHORTEST} or longer than {@link #LONGEST} characters,
     *     or cannot stand in a line of a file as it is; the message is the rule
     */
    public static Secret chosen(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException("must be " + SHORTEST + " to " + LONGEST + " characters long");
        }
        if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have no control characters, and no space at its ends");
        }
        return new Secret(text);
    }

    /** A new random password of letters, digits, dashes and underscores. */
    public static Secret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
