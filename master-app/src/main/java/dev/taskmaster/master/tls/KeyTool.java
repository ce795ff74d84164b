package dev.taskmaster.master.tls;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program of the JDK that makes certificates, which every Java runtime has: the JDK has no public class for it, and a
 * library would make the master's jar a third larger for what is done once a year. For one thread.
 *
 * @param store the key store that it works on
 * @param passwordFile a file whose first line is the store's password, which so is no argument that others could read
 */
record KeyTool(Path store, Path passwordFile) {

    /** It takes a second; more on a machine that is busy. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Makes a key and its certificate.
     *
     * @param alias its name in the store
     * @param name whom the certificate is for, to people
     * @param valid how long it is valid, in whole days
     * @param more signer and extensions
     */
    void generate(String alias, String name, Duration valid, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-validity",
                Long.toString(valid.toDays()),
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:file",
                passwordFile.toString()));
        command.addAll(List.of(more));
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        var output = Files.createTempFile("keytool", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool does not end within " + LIMIT.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                var said = Files.readString(output, Charset.defaultCharset());
                throw new IOException("keytool: " + said.strip().replace('\n', ' '));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("keytool was broken off", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
