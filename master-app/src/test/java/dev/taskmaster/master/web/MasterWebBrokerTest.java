package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.Passwords;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.credentials.UserName;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.master.embedded.Users;
import dev.taskmaster.master.jms.LatestOverview;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.security.auth.login.Configuration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MasterWebBrokerTest {

    private static final int TASKS = 3;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    /** A user who failed lately has to wait, and is told so. */
    private static final Integer[] REFUSED = {401, FORBIDDEN, 429};

    private static final Path DATA = Path.of("target", "test-data", "MasterWebBrokerTest");

    private EmbeddedBroker broker;
    private MasterWeb web;
    private LatestOverview overview;
    private ConsoleClient client;

    @BeforeAll
    void start() throws Exception {
        Logging.start(LogFormat.HUMAN, false);
        var settings =
                new EmbeddedSettings(BrokerExtension.freshData("MasterWebBrokerTest"), BrokerExtension.anyPort());
        broker = EmbeddedBroker.start(settings.withMeters());
        var port = WebPort.take(new WebSettings(BrokerExtension.anyPort(), true));
        overview = LatestOverview.of(() -> broker.connection(Role.MASTER));
        web = MasterWeb.start(port, content(settings.data()));
        client = new ConsoleClient(web.url());
        sendTasks();
    }

    @AfterAll
    void close() {
        web.close();
        overview.close();
        broker.close();
    }

    private WebContent content(Path data) {
        return new WebContent(data, broker.users(), broker.meters(), broker.tasks(), overview);
    }

    @Nested
    class TheConsole {

        @Test
        void shows_a_queue_to_the_admin() {
            awaitAdmin();
            assertThat(client.count("tasks", "admin", password(Role.ADMIN)).body())
                    .contains("\"value\":" + TASKS);
        }

        @Test
        void refuses_a_wrong_password() {
            assertRefused(client.count("tasks", "admin", "wrong"));
            assertRefused(client.login("admin", "wrong"));
        }

        @Test
        void refuses_the_master_and_the_worker() {
            for (var role : List.of(Role.MASTER, Role.WORKER)) {
                assertRefused(client.count("tasks", role.word(), password(role)));
                assertRefused(client.login(role.word(), password(role)));
            }
        }

        @Test
        void refuses_who_does_not_log_in() {
            assertThat(client.get("/console/jolokia/version").statusCode()).isIn(401, FORBIDDEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://example.org", "https://127.0.0.1", "http://127.0.0.1:1", "null"})
        void refuses_the_admin_in_a_page_of_another_origin(String origin) {
            awaitAdmin();
            assertThat(client.count("tasks", "admin", password(Role.ADMIN), origin)
                            .statusCode())
                    .isEqualTo(FORBIDDEN);
        }

        @Test
        void refuses_the_admin_in_no_page_at_all() {
            awaitAdmin();
            // Jolokia says it in the body alone.
            assertThat(client.version("admin", password(Role.ADMIN)).body())
                    .contains("\"status\":403")
                    .doesNotContain("\"value\"");
        }

        @Test
        void gives_a_cookie_that_scripts_cannot_read_and_other_sites_do_not_send() {
            awaitAdmin();
            var login = client.login("admin", password(Role.ADMIN));
            assertThat(login.statusCode()).as(login.body()).isEqualTo(OK);
            assertThat(login.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("JSESSIONID=")
                            .contains("Path=/console", "HttpOnly", "SameSite=Strict"));
        }

        @Test
        void asks_everybody_to_log_in_again_when_a_password_has_changed() {
            awaitAdmin();
            var login = client.login("admin", password(Role.ADMIN));
            var cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            assertThat(client.versionInSession(cookie).statusCode()).isEqualTo(OK);
            broker.onUsersChanged(web::endSessions);
            Users.of(DATA).setPassword(new UserName("worker"), null, Passwords.random(new SecureRandom()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(1))
                    .untilAsserted(
                            () -> assertThat(client.versionInSession(cookie).statusCode())
                                    .isIn(401, FORBIDDEN));
        }

        @Test
        void has_a_page_that_loads_nothing_from_elsewhere() {
            var page = client.get("/console/index.html");
            assertThat(page.statusCode()).isEqualTo(OK);
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
        }

        /** After a failed login the next one may have to wait. */
        private void awaitAdmin() {
            Awaitility.await("the admin is let in")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            client.count("tasks", "admin", password(Role.ADMIN)).statusCode() == OK);
        }

        private static void assertRefused(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).isIn((Object[]) REFUSED);
            assertThat(answer.body()).doesNotContain("\"value\"");
        }
    }

    @Nested
    class TheJobPage {

        private static final int UNAUTHORIZED = 401;

        @Test
        void is_shown_to_the_admin() {
            var page = client.get(Pages.JOBS, "admin", password(Role.ADMIN));
            assertThat(page.statusCode()).isEqualTo(OK);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.body()).contains(">Jobs</h1>", ">tasks</th><td class=\"number\">" + TASKS + "</td>");
        }

        @Test
        void asks_who_comes_without_a_login_for_one() {
            var answer = client.get(Pages.JOBS);
            assertThat(answer.statusCode()).isEqualTo(UNAUTHORIZED);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic realm=\"Taskmaster\""));
            assertShowsNothing(answer);
        }

        @Test
        void refuses_the_master_the_worker_and_a_wrong_password() {
            for (var role : List.of(Role.MASTER, Role.WORKER)) {
                var answer = client.get(Pages.JOBS, role.word(), password(role));
                assertThat(answer.statusCode()).isEqualTo(FORBIDDEN);
                assertShowsNothing(answer);
            }
            var answer = client.get(Pages.JOBS, "admin", password(Role.MASTER));
            assertThat(answer.statusCode()).isEqualTo(UNAUTHORIZED);
            assertShowsNothing(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/jobs/", "/jobs;a=b", "/%6aobs", "//jobs", "/x/../jobs", "/jobs?a=b", "/JOBS"})
        void has_no_other_way_in(String path) {
            assertShowsNothing(client.get(path));
        }

        @Test
        void has_its_script_and_its_looks_beside_it() {
            assertThat(client.get("/jobs.js").headers().firstValue("Content-Type"))
                    .hasValue("text/javascript; charset=utf-8");
            assertThat(client.get("/pages.css").headers().firstValue("Content-Type"))
                    .hasValue("text/css; charset=utf-8");
            for (var path : List.of("/jobs.js", "/pages.css")) {
                assertThat(client.get(path).body()).doesNotContain("http:", "https:", "//cdn", "@import", "url(");
            }
        }

        private static void assertShowsNothing(HttpResponse<String> answer) {
            assertThat(answer.body()).doesNotContain("Workers", "taskmaster-data");
        }
    }

    @Nested
    class TheGate {

        private final AtomicLong nanos = new AtomicLong();

        @Test
        void looks_at_no_password_for_a_while_after_some_wrong_ones() throws Exception {
            var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.setHandler(AdminGate.before(
                    new Handler.Abstract() {
                        @Override
                        public boolean handle(Request request, Response response, Callback callback) {
                            Content.Sink.write(response, true, "inside", callback);
                            return true;
                        }
                    },
                    broker.users(),
                    nanos::get));
            server.start();
            try {
                var gate =
                        new ConsoleClient("http://127.0.0.1:" + server.getURI().getPort());
                assertThat(gate.get("/").body()).isEqualTo("inside");
                IntStream.range(0, Attempts.AT_ONCE)
                        .forEach(i -> assertThat(gate.get(Pages.JOBS, "nobody" + i, "wrong")
                                        .statusCode())
                                .isEqualTo(401));
                var refused = gate.get(Pages.JOBS, "admin", password(Role.ADMIN));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
                nanos.addAndGet(Attempts.PAUSE.toNanos());
                assertThat(gate.get(Pages.JOBS, "admin", password(Role.ADMIN)).body())
                        .isEqualTo("inside");
            } finally {
                server.stop();
            }
        }
    }

    @Nested
    class TheOtherPages {

        @Test
        void count_the_messages_of_a_queue_for_prometheus() {
            var metrics = client.get("/metrics");
            assertThat(metrics.statusCode()).isEqualTo(OK);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(metrics.body().lines())
                    .anyMatch(line -> line.startsWith("artemis_messages{")
                            && line.contains("queue=\"tasks\"")
                            && line.endsWith(" " + TASKS + ".0"))
                    .anyMatch(line -> line.startsWith("artemis_messages{") && line.contains("queue=\"DLQ\""));
        }

        @Test
        void hold_no_password() {
            for (var role : Role.values()) {
                assertThat(client.get("/metrics").body()).doesNotContain(password(role));
            }
        }

        @Test
        void start_with_links() {
            var start = client.get("/");
            assertThat(start.statusCode()).isEqualTo(OK);
            assertThat(start.body())
                    .contains("href=\"/console/\"", "href=\"/jobs\"", "href=\"/metrics\"")
                    .doesNotContain("http");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/metrics", "/nothing"})
        void are_shown_in_no_frame_and_not_guessed_at(String path) {
            var headers = client.get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
            assertThat(headers.firstValue("Server")).isEmpty();
        }

        @Test
        void end_where_there_is_nothing() {
            assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
        }

        @Test
        void are_not_shown_under_a_name_that_somebody_else_let_point_here() throws IOException {
            assertThat(statusLine("rebound.example.org")).contains(" 403 ");
            assertThat(statusLine("localhost")).contains(" 200 ");
        }
    }

    @Nested
    class APort {

        @Test
        void in_use_that_was_asked_for_is_refused() {
            var taken = new WebSettings(web.listen(), true);
            assertThatThrownBy(() -> WebPort.take(taken))
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining("the console cannot be at " + web.listen())
                    .hasMessageContaining("--console off");
        }

        @Test
        void in_use_that_nobody_asked_for_is_gone_without() {
            var taken = new WebSettings(web.listen(), false);
            assertThatCode(() -> MasterWeb.start(WebPort.take(taken), content(BrokerExtension.freshData("none")))
                            .close())
                    .doesNotThrowAnyException();
            assertThat(client.get("/").statusCode()).isEqualTo(OK);
        }
    }

    @Nested
    class Closed {

        @Test
        void it_listens_no_more_and_the_realm_is_as_before() {
            client.get("/");
            var realm = Configuration.getConfiguration();
            var port = WebPort.take(new WebSettings(BrokerExtension.anyPort(), true));
            var other = MasterWeb.start(port, content(BrokerExtension.freshData("MasterWebBrokerTest-other")));
            assertThat(new ConsoleClient(other.url()).get("/").statusCode()).isEqualTo(OK);
            assertThat(Configuration.getConfiguration()).isNotSameAs(realm);
            other.close();
            other.close();
            assertThat(Configuration.getConfiguration()).isSameAs(realm);
            assertThatThrownBy(() -> new Socket(
                            InetAddress.getLoopbackAddress(), other.listen().port()))
                    .isInstanceOf(IOException.class);
        }
    }

    private String password(Role role) {
        return broker.connection(role).password().reveal();
    }

    private void sendTasks() throws Exception {
        var master = broker.connection(Role.MASTER);
        try (var factory = new ActiveMQConnectionFactory(master.url() + "?useEpoll=false&useKQueue=false");
                var connection = factory.createConnection(
                        master.user(), master.password().reveal());
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue("tasks"))) {
            for (int i = 0; i < TASKS; i++) {
                producer.send(session.createTextMessage("task " + i));
            }
        }
    }

    /** By hand, because Java's client chooses the host by itself. */
    private String statusLine(String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), web.listen().port())) {
            var request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }
}
