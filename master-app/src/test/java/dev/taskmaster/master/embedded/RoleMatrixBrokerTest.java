package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixBrokerTest {

    private static final String MATRIX = """
            who             does     tasks  tasks.x  results  results.x  jobs  DLQ  foreign
            admin           send     yes    yes      yes      yes        yes   yes  yes
            admin           consume  yes    yes      yes      yes        yes   yes  yes
            admin           browse   yes    yes      yes      yes        yes   yes  yes
            admin           create   yes    yes      yes      yes        yes   yes  yes
            admin           delete   yes    yes      yes      yes        yes   yes  yes
            admin           manage   yes    yes      yes      yes        yes   yes  yes
            master          send     yes    yes      no       no         yes   yes  no
            master          consume  no     no       yes      yes        yes   yes  no
            master          browse   no     no       yes      yes        yes   yes  no
            master          create   yes    yes      yes      yes        no    no   no
            master          delete   yes    yes      yes      yes        no    no   no
            master          manage   yes    yes      yes      yes        yes   yes  no
            worker          send     no     no       yes      yes        no    no   no
            worker          consume  yes    yes      no       no         no    no   no
            worker          browse   no     no       no       no         no    no   no
            worker          create   no     no       no       no         no    no   no
            worker          delete   no     no       no       no         no    no   no
            worker          manage   no     no       no       no         no    no   no
            wrong-password  send     no     no       no       no         no    no   no
            wrong-password  consume  no     no       no       no         no    no   no
            wrong-password  browse   no     no       no       no         no    no   no
            wrong-password  create   no     no       no       no         no    no   no
            wrong-password  delete   no     no       no       no         no    no   no
            wrong-password  manage   no     no       no       no         no    no   no
            no-password     send     no     no       no       no         no    no   no
            no-password     consume  no     no       no       no         no    no   no
            no-password     browse   no     no       no       no         no    no   no
            no-password     create   no     no       no       no         no    no   no
            no-password     delete   no     no       no       no         no    no   no
            no-password     manage   no     no       no       no         no    no   no
            """;

    /** Of the class that runs, which may be a subclass. */
    private final Path data = Path.of("target", "test-data", getClass().getSimpleName());

    private @Nullable ConnectionSettings removed;

    @RegisterExtension
    final BrokerExtension broker = extension();

    private static final String ADDED = "added-";
    private static final String REMOVED = "removed";

    private final Map<String, Connection> connections = new HashMap<>();
    private static final String PROBE = "probe";

    /** Held, or its level would be forgotten: the broker warns of each of the many refusals. */
    private static final Logger refusals = Logger.getLogger("org.apache.activemq.artemis.core.server");

    /** The broker that the table is held against. */
    BrokerExtension extension() {
        return new BrokerExtension();
    }

    @BeforeAll
    void make_the_addresses_that_are_not_there_from_the_start() throws Exception {
        refusals.setLevel(Level.OFF);
        for (var role : Role.values()) {
            add(ADDED + role.word(), role);
        }
        // With the rights of an admin and a connection that is open, until it is removed.
        removed = add(REMOVED, Role.ADMIN);
        connections.put(REMOVED, PlainJms.connect(removed));
        Users.of(data).remove(new UserName(REMOVED));
        await_the_end_of(requireNonNull(connections.get(REMOVED)));
        try (var session = session("admin")) {
            for (var address : new String[] {"tasks.x", "results.x", "foreign"}) {
                PlainJms.createQueue(session, address);
            }
        }
    }

    private ConnectionSettings add(String user, Role role) {
        var file = Users.of(data).setPassword(new UserName(user), role, Passwords.random(new SecureRandom()));
        return Accounts.connection(file, user);
    }

    private void await_the_end_of(Connection connection) throws JMSException {
        var ended = new AtomicBoolean();
        connection.setExceptionListener(e -> ended.set(true));
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> ended.get() || isGone(connection));
        connections.remove(REMOVED);
    }

    private static boolean isGone(Connection connection) {
        try {
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE).close();
            return false;
        } catch (JMSException e) {
            return true;
        }
    }

    @AfterAll
    void close_connections() throws JMSException {
        refusals.setLevel(null);
        for (var connection : connections.values()) {
            connection.close();
        }
    }

    static Stream<Cell> cells() {
        var lines = MATRIX.lines().map(line -> line.strip().split(" +")).toList();
        var head = lines.get(0);
        return lines.stream()
                .skip(1)
                .flatMap(line -> IntStream.range(2, head.length)
                        .mapToObj(column -> new Cell(line[0], line[1], head[column], line[column].equals("yes"))))
                .flatMap(RoleMatrixBrokerTest::alsoAtRunTime);
    }

    /** A user that was added while the broker ran may do what the first one of its role may; one removed, nothing. */
    private static Stream<Cell> alsoAtRunTime(Cell cell) {
        if (Role.ofFirstUser(cell.who()).isEmpty()) {
            return Stream.of(cell);
        }
        var added = new Cell(ADDED + cell.who(), cell.does(), cell.address(), cell.allowed());
        return cell.who().equals(Role.ADMIN.word())
                ? Stream.of(cell, added, new Cell(REMOVED, cell.does(), cell.address(), false))
                : Stream.of(cell, added);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void a_user_may_do_exactly_what_the_table_says(Cell cell) throws Exception {
        assertThat(allowed(cell)).isEqualTo(cell.allowed());
    }

    @Test
    void the_table_has_every_combination_once() {
        assertThat(cells()).hasSize((5 + 3 + 1) * 6 * 7);
        assertThat(cells().map(cell -> Arrays.asList(cell.who(), cell.does(), cell.address())))
                .doesNotHaveDuplicates();
    }

    /** Whether it succeeds; false only where the broker refuses it, any other failure fails the test. */
    private boolean allowed(Cell cell) throws Exception {
        try (var session = session(cell.who())) {
            return switch (cell.does()) {
                case "send" -> send(session, cell.address());
                case "consume" -> consume(session, cell.address());
                case "browse" -> browse(session, cell.address());
                case "create" -> create(session, cell.address());
                case "delete" -> delete(session, cell.address());
                case "manage" -> manage(session, cell.address());
                default -> throw new IllegalArgumentException(cell.toString());
            };
        } catch (JMSSecurityException | ActiveMQSecurityException e) {
            return false;
        }
    }

    private static boolean send(Session session, String address) throws JMSException {
        try (var producer = session.createProducer(session.createQueue(address))) {
            producer.send(session.createTextMessage("x"));
            return true;
        }
    }

    private static boolean consume(Session session, String address) throws JMSException {
        session.createConsumer(session.createQueue(address)).close();
        return true;
    }

    private static boolean browse(Session session, String address) throws JMSException {
        try (var browser = session.createBrowser(session.createQueue(address))) {
            return browser.getEnumeration() != null;
        }
    }

    private boolean create(Session session, String address) throws Exception {
        PlainJms.createQueue(session, PROBE, address);
        try (var admin = session("admin")) {
            PlainJms.deleteQueue(admin, PROBE);
        }
        return true;
    }

    private boolean delete(Session session, String address) throws Exception {
        try (var admin = session("admin")) {
            PlainJms.createQueue(admin, PROBE, address);
            try {
                PlainJms.deleteQueue(session, PROBE);
                return true;
            } catch (ActiveMQSecurityException e) {
                PlainJms.deleteQueue(admin, PROBE);
                return false;
            }
        }
    }

    /** An operation that needs the right to change, and changes nothing. */
    private static boolean manage(Session session, String address) throws Exception {
        var reply = PlainJms.manage(session, "queue." + address, "resume");
        if (JMSManagementHelper.hasOperationSucceeded(reply)) {
            return true;
        }
        assertThat(JMSManagementHelper.getResult(reply)).asString().contains("does not have permission");
        return false;
    }

    private Session session(String who) throws JMSException {
        var connection = connections.get(who);
        if (connection == null) {
            connection = connect(who);
            connections.put(who, connection);
        }
        return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private Connection connect(String who) throws JMSException {
        var master = broker.connection(Role.MASTER);
        return switch (who) {
            case "admin" -> PlainJms.connect(broker.connection(Role.ADMIN));
            case "master" -> PlainJms.connect(master);
            case "worker" -> PlainJms.connect(broker.connection(Role.WORKER));
            case "wrong-password" ->
                PlainJms.connect(
                        master, master.user(), new Secret(master.password().reveal() + "x").reveal());
            case REMOVED -> PlainJms.connect(requireNonNull(removed));
            case ADDED + "admin", ADDED + "master", ADDED + "worker" ->
                PlainJms.connect(Accounts.connection(CredentialsFile.of(data, who), who));
            case "no-password" -> PlainJms.connect(master, null, null);
            default -> throw new IllegalArgumentException(who);
        };
    }

    record Cell(String who, String does, String address, boolean allowed) {

        @Override
        public String toString() {
            return who + (allowed ? " may " : " may not ") + does + " " + address;
        }
    }
}
