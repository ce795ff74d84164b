package dev.taskmaster.master.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running hash of payloads in their order: two inputs with the same one are the same. For one thread. */
public final class Fingerprint {

    /** Every Java platform has it (see {@link MessageDigest}). */
    private static final String ALGORITHM = "SHA-256";

    /** Stands between payloads; it is in no text of UTF-8, so no two lists of payloads look alike. */
    private static final byte SEPARATOR = (byte) 0xFF;

    private final MessageDigest digest;

    /** The fingerprint of nothing. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
        }
    }

    /** Takes one more payload in. */
    public void add(String payload) {
        digest.update(payload.getBytes(StandardCharsets.UTF_8));
        digest.update(SEPARATOR);
    }

    /** The fingerprint so far, in hexadecimal; adding can go on. */
    public String text() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " can be cloned", e);
        }
    }
}
