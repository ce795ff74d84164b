package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.master.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * What makes of an instance of Artemis' distribution a broker for Taskmaster: our {@code broker.xml} and a login by our
 * users' files. The instance is the directory {@code artemis} of a data directory; journal, users, credentials and
 * certificates are where the embedded broker has them, so that what is told of a data directory holds for it too.
 */
final class InstanceFiles {

    private static final String INSTANCE = "artemis";
    private static final String BROKER = "broker.xml";
    private static final String LOGIN = "login.config";

    /** As {@code bootstrap.xml} of an instance names it. */
    private static final String REALM = "activemq";

    private InstanceFiles() {}

    /**
     * Writes them into the instance's {@code etc}; what stands there already is replaced.
     *
     * @throws InvalidUseException if there is no instance
     */
    static void write(Path data, EmbeddedSettings settings) {
        var etc = data.resolve(INSTANCE).resolve("etc");
        if (!Files.isDirectory(etc)) {
            throw new InvalidUseException("there is no instance of Artemis in " + data.resolve(INSTANCE)
                    + ": make it with \"scripts/artemis-instance " + data + "\"");
        }
        var xml = BrokerXml.asWritten();
        directory(xml, "journal-directory", data.resolve(DataDirectory.JOURNAL));
        directory(xml, "bindings-directory", data.resolve(DataDirectory.BINDINGS));
        directory(xml, "paging-directory", data.resolve(DataDirectory.PAGING));
        directory(xml, "large-messages-directory", data.resolve(DataDirectory.LARGE_MESSAGES));
        var tls = settings.tls() == null
                ? Map.<String, String>of()
                : new TlsFiles(data, settings.tls().mutual()).ofAcceptor();
        xml.moveAcceptor(settings.listen(), tls);
        if (settings.pair() == null) {
            xml.append(
                    xml.core(),
                    "cluster-password",
                    Passwords.random(new SecureRandom()).reveal());
        } else {
            PairXml.of(data, settings, settings.pair()).addTo(xml);
        }
        try {
            PrivateFiles.write(etc.resolve(BROKER), xml.text());
            PrivateFiles.write(etc.resolve(LOGIN), login(UserFiles.directory(data)));
        } catch (IOException e) {
            throw Accounts.unusable(data, e);
        }
    }

    private static void directory(BrokerXml xml, String name, Path directory) {
        xml.append(xml.core(), name, directory.toAbsolutePath().toString());
    }

    private static String login(Path users) {
        return REALM + " {\n"
                + "    org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required\n"
                + "        reload=true\n"
                + "        baseDir=\"" + users.toAbsolutePath().toString().replace("\\", "\\\\") + "\"\n"
                + "        org.apache.activemq.jaas.properties.user=\"" + UserFiles.USERS + "\"\n"
                + "        org.apache.activemq.jaas.properties.role=\"" + UserFiles.ROLES + "\";\n"
                + "};\n";
    }
}
