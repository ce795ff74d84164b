package dev.taskmaster.master.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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
        addAll(List.of(payload));
    }

    /** Takes more payloads in, one after the other. */
    public void addAll(List<String> payloads) {
        var bytes = new ByteArrayOutputStream();
        for (var payload : payloads) {
            bytes.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
            bytes.write(SEPARATOR);
        }
        digest.update(bytes.toByteArray());
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
