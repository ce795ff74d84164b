package dev.taskmaster.master.embedded;

import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule;

/**
 * Tells JAAS that a broker's users and roles are in its two files. It is handed to the broker, and to whom else asks for
 * its users, and not made the JVM's own configuration here, so that the program around keeps its own and several brokers
 * in one JVM have users of their own.
 */
final class FileRealm extends SecurityConfiguration {

    /** The realm's name. */
    static final String NAME = "taskmaster";

    private final Path directory;

    FileRealm(Path directory) {
        this.directory = directory;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        var options = Map.of(
                "baseDir",
                directory.toString(),
                "org.apache.activemq.jaas.properties.user",
                UserFiles.USERS,
                "org.apache.activemq.jaas.properties.role",
                UserFiles.ROLES,
                // A changed file counts at the next login.
                "reload",
                "true");
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(PropertiesLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
    }
}
