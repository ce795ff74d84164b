package dev.taskmaster.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** X.509 certificates as texts, and back. Pure functions. */
public final class Certificates {

    /** As wide as the lines of a PEM file are (RFC 7468, 2). */
    private static final int PEM_WIDTH = 64;

    private Certificates() {}

    /** The certificate in Base64 on one line. */
    public static String encode(X509Certificate certificate) throws CertificateEncodingException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    /** The certificate as a PEM file, which browsers and other programs read. */
    public static String pem(X509Certificate certificate) throws CertificateEncodingException {
        var encoder = Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /**
     * The certificate in a text of {@link #encode}.
     *
     * @throws CertificateException if there is none
     */
    public static X509Certificate decode(String text) throws GeneralSecurityException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("it is not Base64", e);
        }
    }
}
