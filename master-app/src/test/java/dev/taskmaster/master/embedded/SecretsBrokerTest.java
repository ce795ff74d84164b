package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.settings.Secret;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Even a log that says all there is says no password, be it one of ours or one that somebody tries. */
class SecretsBrokerTest {

    private static final Path DATA = Path.of("target", "test-data", "SecretsBrokerTest");
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.taskmaster");
    private static final Everything EVERYTHING = new Everything();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** Keeps the text of every entry, with the stack trace. */
    private static final class Everything extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            var text = new StringWriter();
            text.append(formatter.formatMessage(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void no_log_at_any_level_holds_a_password() throws Exception {
        var others = ROOT.getHandlers();
        for (var other : others) {
            ROOT.removeHandler(other);
        }
        ROOT.addHandler(EVERYTHING);
        ROOT.setLevel(Level.ALL);
        OURS.setLevel(Level.ALL);
        var secrets = new ArrayList<String>();
        try {
            secrets.addAll(useAllOf());
        } finally {
            ROOT.removeHandler(EVERYTHING);
            ROOT.setLevel(Level.WARNING);
            OURS.setLevel(Level.INFO);
            for (var other : others) {
                ROOT.addHandler(other);
            }
        }
        assertThat(EVERYTHING.lines).anyMatch(line -> line.contains("a message that is seen"));
        assertThat(EVERYTHING.lines)
                .allSatisfy(line -> assertThat(line).doesNotContain(secrets.toArray(String[]::new)));
    }

    private static List<String> useAllOf() throws Exception {
        var secrets = new ArrayList<String>();
        Logger.getLogger("dev.taskmaster.test").fine("a message that is seen");
        for (var role : Role.values()) {
            var login = BROKER.connection(role);
            secrets.add(login.password().reveal());
            PlainJms.connect(login).close();
        }
        var chosen = new Secret("correct horse battery staple");
        secrets.add(chosen.reveal());
        Users.of(DATA).setPassword(new UserName("anna"), Role.MASTER, chosen);
        try (var connection = PlainJms.connect(Accounts.connection(CredentialsFile.of(DATA, "anna"), "anna"));
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("tasks"))) {
            producer.send(session.createTextMessage("x"));
            session.commit();
        }
        var guess = "a-guess-that-fails";
        secrets.add(guess);
        assertThatThrownBy(() -> PlainJms.connect(BROKER.connection(Role.MASTER).url(), "master", guess))
                .isInstanceOf(JMSSecurityException.class);
        secrets.add(BROKER.connection(Role.WORKER).password().reveal());
        Users.of(DATA).setPassword(new UserName("worker"), null, Passwords.random(new SecureRandom()));
        secrets.add(BROKER.connection(Role.WORKER).password().reveal());
        PlainJms.connect(BROKER.connection(Role.ADMIN)).close();
        return secrets;
    }
}
