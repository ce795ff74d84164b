package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.NotFoundException;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Secret;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersBrokerTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** From the end of the call to a login that is refused, and to the end of a connection. */
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private static final Path DATA = Path.of("target", "test-data", "UsersBrokerTest");

    /** Held, or its level would be forgotten: the broker warns of each refusal. */
    private static final Logger REFUSALS = Logger.getLogger("org.apache.activemq.artemis.core.server");

    @BeforeAll
    static void keep_quiet_about_refusals() {
        REFUSALS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak_again() {
        REFUSALS.setLevel(null);
    }

    private static Path give(String user, @Nullable Role role) {
        return Users.of(DATA).setPassword(new UserName(user), role, Passwords.random(new SecureRandom()));
    }

    private static ConnectionSettings asFileSays(String user) {
        return Accounts.connection(CredentialsFile.of(DATA, user), user);
    }

    private static boolean letsIn(ConnectionSettings login) throws JMSException {
        try {
            PlainJms.connect(login).close();
            return true;
        } catch (JMSSecurityException e) {
            return false;
        }
    }

    private static void assertRefusedInTime(ConnectionSettings login) {
        Awaitility.await()
                .atMost(PROMISED)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                // Put out while it logged in: the next login tells.
                .ignoreExceptionsInstanceOf(JMSException.class)
                .until(() -> !letsIn(login));
    }

    @Test
    void a_new_password_counts_at_once_and_the_old_one_is_dead_within_a_second_although_its_login_was_remembered()
            throws Exception {
        give("anna", Role.WORKER);
        var old = asFileSays("anna");
        assertThat(letsIn(old)).isTrue();
        give("anna", null);
        assertRefusedInTime(old);
        assertThat(asFileSays("anna").password()).isNotEqualTo(old.password());
        assertThat(letsIn(asFileSays("anna"))).isTrue();
    }

    @Test
    void a_new_password_ends_the_connections_that_logged_in_with_the_old_one_and_no_others() throws Exception {
        give("berta", Role.WORKER);
        give("carla", Role.WORKER);
        var ended = new AtomicBoolean();
        var otherEnded = new AtomicBoolean();
        try (var connection = PlainJms.connect(asFileSays("berta"));
                var other = PlainJms.connect(asFileSays("carla"))) {
            connection.setExceptionListener(e -> ended.set(true));
            other.setExceptionListener(e -> otherEnded.set(true));
            give("berta", null);
            Awaitility.await().atMost(PROMISED).untilTrue(ended);
            other.createSession(false, Session.AUTO_ACKNOWLEDGE)
                    .createConsumer(
                            other.createSession(false, Session.AUTO_ACKNOWLEDGE).createQueue("tasks"))
                    .close();
        }
        assertThat(otherEnded).isFalse();
    }

    @Test
    void a_new_password_may_be_that_of_the_admin() throws Exception {
        var old = BROKER.connection(Role.ADMIN);
        give("admin", null);
        assertRefusedInTime(old);
        assertThat(letsIn(BROKER.connection(Role.ADMIN))).isTrue();
    }

    @Test
    void a_new_password_may_hold_what_has_a_meaning_in_a_properties_file() throws Exception {
        Users.of(DATA).setPassword(new UserName("dora"), Role.WORKER, new Secret("#a\\b=c: \u00e4!\\u0041"));
        assertThat(asFileSays("dora").password().reveal()).isEqualTo("#a\\b=c: \u00e4!\\u0041");
        assertThat(letsIn(asFileSays("dora"))).isTrue();
    }

    @Test
    void a_new_password_stands_in_clear_for_its_owner_alone() throws Exception {
        var file = give("emma", Role.WORKER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(DATA.resolve("etc/users.properties"))
                .content()
                .contains("emma=ENC(")
                .doesNotContain(asFileSays("emma").password().reveal());
    }

    @Test
    void a_new_password_counts_after_the_broker_has_started_again_too() throws Exception {
        give("frida", Role.WORKER);
        var old = asFileSays("frida");
        give("frida", null);
        BROKER.restart();
        assertThat(letsIn(asFileSays("frida"))).isTrue();
        assertThat(letsIn(old)).isFalse();
    }

    @Test
    void a_removed_user_is_refused_and_put_out_within_a_second() throws Exception {
        give("gerda", Role.WORKER);
        var login = asFileSays("gerda");
        var ended = new AtomicBoolean();
        try (var connection = PlainJms.connect(login)) {
            connection.setExceptionListener(e -> ended.set(true));
            Users.of(DATA).remove(new UserName("gerda"));
            Awaitility.await().atMost(PROMISED).untilTrue(ended);
        }
        assertRefusedInTime(login);
        assertThat(CredentialsFile.of(DATA, "gerda")).doesNotExist();
        assertThat(DATA.resolve("etc/users.properties")).content().doesNotContain("gerda");
        assertThat(DATA.resolve("etc/roles.properties")).content().doesNotContain("gerda");
    }

    @Test
    void a_removed_user_leaves_the_others_of_its_role_alone() throws Exception {
        give("hanna", Role.WORKER);
        give("ida", Role.WORKER);
        Users.of(DATA).remove(new UserName("hanna"));
        assertThat(letsIn(asFileSays("ida"))).isTrue();
        assertThat(UserFiles.of(DATA).rolesOf("ida")).containsExactly(Role.WORKER);
        assertThat(UserFiles.of(DATA).rolesOf("worker")).containsExactly(Role.WORKER);
    }

    @Test
    void a_removed_user_is_never_the_first_one_of_a_role() {
        assertThatThrownBy(() -> Users.of(DATA).remove(new UserName("worker")))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("each start of the broker makes it");
    }

    @Test
    void a_removed_user_must_have_been_there() {
        assertThatThrownBy(() -> Users.of(DATA).remove(new UserName("nobody")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no user nobody");
    }

    @Test
    void a_removal_that_was_broken_off_is_completed_by_the_next_one() throws Exception {
        give("jana", Role.MASTER);
        UserFiles.of(DATA).forget("jana");
        Users.of(DATA).remove(new UserName("jana"));
        assertThat(UserFiles.of(DATA).rolesOf("jana")).isEmpty();
        assertThat(CredentialsFile.of(DATA, "jana")).doesNotExist();
    }

    @Test
    void a_role_is_needed_for_a_new_user() {
        assertThatThrownBy(() -> give("klara", null))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("--role worker");
    }

    @Test
    void a_role_cannot_be_changed_with_a_password() {
        give("lena", Role.WORKER);
        assertThatThrownBy(() -> give("lena", Role.ADMIN))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("has the role worker");
        assertThatThrownBy(() -> give("worker", Role.ADMIN)).isInstanceOf(InvalidUseException.class);
    }

    @Test
    void the_url_of_an_added_user_follows_the_broker_at_its_next_start() throws Exception {
        give("maria", Role.WORKER);
        var file = CredentialsFile.of(DATA, "maria");
        CredentialsFile.write(file, asFileSays("maria").withUrl("tcp://127.0.0.1:1"));
        BROKER.restart();
        assertThat(asFileSays("maria").url())
                .isEqualTo(BROKER.connection(Role.MASTER).url());
    }

    @Test
    void without_a_broker_nothing_is_made_up() {
        assertThatThrownBy(() -> Users.of(Path.of("target", "test-data", "no-such-data")))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("--data");
    }
}
