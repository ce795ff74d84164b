package dev.taskmaster.master.web;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpCookie.SameSite;

/** Artemis' console, a web application of Hawtio with Jolokia, which reads and calls the MBeans of this JVM. */
final class Console {

    static final String PATH = "/console";

    /** Who gets in may call every MBean of this JVM, so only who may do everything with the broker does. */
    static final String ROLES = "admin";

    /** How the broker's login marks a role of a user. */
    static final String ROLE_CLASS = "org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal";

    /** Hawtio reads these as system properties and nowhere else. */
    private static final Map<String, String> SETTINGS = Map.of(
            "hawtio.authenticationEnabled",
            "true",
            "hawtio.realm",
            ConsoleRealm.NAME,
            "hawtio.roles",
            ROLES,
            "hawtio.rolePrincipalClasses",
            ROLE_CLASS,
            // It asks no other server for plugins, and is no proxy to the MBeans of others.
            "hawtio.offline",
            "true",
            "hawtio.disableProxy",
            "true");

    private Console() {}

    /** Sets what the application reads when it starts. */
    static void configure() {
        SETTINGS.forEach(System::setProperty);
    }

    /**
     * The application, not started.
     *
     * @param files it unpacked
     * @param scratch a directory that is its own while it runs
     * @param sessions are told of who logs in
     * @param access how browsers come there: by HTTPS its cookie goes by nothing else
     */
    static WebAppContext at(Path files, Path scratch, ConsoleSessions sessions, WebAccess access) {
        var application = new WebAppContext();
        application.setContextPath(PATH);
        application.setWar(files.toString());
        application.setTempDirectory(scratch.toFile());
        application.setThrowUnavailableOnStartupException(true);
        application.setInitParameter(
                "policyLocation",
                "classpath:/dev/taskmaster/master/web/"
                        + (access.isForThisMachine() ? "jolokia-access.xml" : "jolokia-access-open.xml"));
        application.getSessionHandler().addEventListener(sessions);
        application.getSessionHandler().setHttpOnly(true);
        application.getSessionHandler().setSameSite(SameSite.STRICT);
        application.getSessionHandler().getSessionCookieConfig().setSecure(access.tls() != null);
        return application;
    }
}
