package dev.taskmaster.credentials;

import dev.taskmaster.settings.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that nobody can guess. */
public final class Passwords {

    /** 192 bits: beyond guessing, and 32 characters in Base64 without padding. */
    private static final int BYTES = 24;

    private Passwords() {}

    /** A new random password of letters, digits, dashes and underscores. */
    public static Secret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
