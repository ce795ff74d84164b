package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.master.web.ConsoleClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With TLS one file is all that a worker needs, and whatever does not fit is told in one line on either side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private static final int WRONG_USE = 2;
    private static final int UNREACHABLE = 3;
    private static final int REFUSED = 4;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern PORT = Pattern.compile(":([0-9]+)\\?");

    private final Lab lab = Lab.open();
    private final Lab mutualLab = Lab.open();
    private Program broker;
    private Program mutual;

    @BeforeAll
    void startBrokers() {
        // On all addresses, so that there is one that the certificate is not for.
        broker = lab.start(lab.command("serve", "--listen", "0.0.0.0:0", "--tls", "--tls-host", "127.0.0.1")
                .with("--console", "0.0.0.0:0"));
        mutual = mutualLab.serve("--mtls");
        Lab.awaitSaying(broker, "/metrics");
    }

    @AfterAll
    void endPrograms() {
        lab.close();
        mutualLab.close();
    }

    @Nested
    class TheRightFile {

        @Test
        void is_all_that_a_worker_and_a_master_elsewhere_need() {
            worksAlone(lab);
        }

        @Test
        void holds_the_certificate_that_a_broker_asks_for() {
            assertThat(Lab.lines(mutualLab.credentials("worker"))).anyMatch(line -> line.startsWith("client-key="));
            assertThat(Lab.lines(lab.credentials("worker"))).noneMatch(line -> line.startsWith("client-"));
            worksAlone(mutualLab);
        }

        private void worksAlone(Lab from) {
            try (var elsewhere = Lab.open()) {
                var file = elsewhere.write("worker.properties", Lab.lines(from.credentials("worker")));
                elsewhere.start(elsewhere.worker("--config", file.toString(), "--concurrency", "1"));
                var own = elsewhere.write("master.properties", Lab.lines(from.credentials("master")));
                var job =
                        elsewhere.run(elsewhere.command("run", "12", "7", "--keep-order", "--config", own.toString()));
                assertThat(job.out()).as(job::err).isEqualTo("12 * 12 = 144\n7 * 7 = 49\n");
            }
        }

        @Test
        void is_for_its_owner_alone_as_are_the_keys() throws IOException {
            try (var files = Files.walk(mutualLab.data().resolve("tls"))) {
                var modes = files.filter(Files::isRegularFile).map(TlsIT::mode).toList();
                assertThat(modes).hasSize(6).containsOnly("rw-------");
            }
            assertThat(mode(mutualLab.data().resolve("tls"))).isEqualTo("rwx------");
            assertThat(mode(mutualLab.credentials("worker"))).isEqualTo("rw-------");
        }
    }

    @Nested
    class Refused {

        @Test
        void is_a_client_that_speaks_plainly() {
            var plain = without(lab, "plain.properties", "authority", "url");
            refused(lab, broker, plain, url(lab, "127.0.0.1", ""), "speaks TLS", "it does not speak it");
        }

        @Test
        void is_a_broker_of_another_authority() {
            var other = without(lab, "other.properties", "authority");
            append(other, "authority=" + Lab.credential(mutualLab.credentials("worker"), "authority"));
            refused(lab, broker, other, null, "not from the authority in the credentials file", "does not trust");
        }

        @Test
        void is_a_broker_under_a_name_that_its_certificate_is_not_for() {
            var file = without(lab, "name.properties", "url");
            refused(lab, broker, file, url(lab, "127.0.0.2", ""), "is not for that host name", "does not trust");
        }

        @Test
        void is_a_client_without_a_certificate_that_is_asked_for() {
            var bare = without(mutualLab, "bare.properties", "client-certificate", "client-key");
            refused(mutualLab, mutual, bare, null, "asks for a certificate", "it shows no certificate");
            var url = url(mutualLab, "127.0.0.1", "?enabledProtocols=TLSv1.2");
            refused(mutualLab, mutual, bare, url, "asks for a certificate", "it shows no certificate");
        }

        @Test
        void is_a_version_that_is_broken() {
            // This JVM's own rules would not even let it try.
            var rules = lab.write("rules.properties", List.of("jdk.tls.disabledAlgorithms=SSLv3"));
            var before = warnings(broker).size();
            var worker =
                    lab.start(lab.worker("--config", lab.credentials("worker").toString(), "--url")
                            .with(url(lab, "127.0.0.1", "?enabledProtocols=TLSv1.1"))
                            .environment("JDK_JAVA_OPTIONS", "-Djava.security.properties=" + rules));
            worker.awaitEnd(SOON);
            assertThat(worker.status()).as(worker::err).isEqualTo(REFUSED);
            assertThat(worker.err()).contains("it speaks TLS 1.3 and 1.2 alone").doesNotContain("\tat ");
            assertThat(warningsSince(broker, before)).singleElement().asString().contains("TLSv1.1");
        }

        @Test
        void is_a_certificate_that_has_expired() {
            try (var old = Lab.open()) {
                var made = old.run(old.command("init", "--tls", "--listen", "127.0.0.1:7"));
                assertThat(made.status()).as(made::err).isZero();
                expire(old);
                var serving = old.serve("--tls");
                assertThat(serving.err()).contains("bring").contains("authority.p12 back");
                var before = warnings(serving).size();
                var worker = old.start(old.worker("--concurrency", "2"));
                worker.awaitEnd(SOON);
                worker.assertEndedWith(REFUSED, "has expired", "which renews it");
                assertThat(warningsSince(serving, before))
                        .singleElement()
                        .asString()
                        .contains("has expired");
            }
        }

        /** A worker and an operator's command both end with it, and the broker says it once for each. */
        private void refused(Lab place, Program server, Path file, @Nullable String url, String here, String there) {
            int before = warnings(server).size();
            var program = place.start(with(url, place.worker("--config", file.toString(), "--concurrency", "2")));
            program.awaitEnd(SOON);
            program.assertEndedWith(REFUSED, here);
            assertThat(warningsSince(server, before)).as(server::err).hasSize(1).allMatch(line -> line.contains(there));
            assertThat(server.err()).doesNotContain("\tat ", "Exception");

            place.run(with(url, place.command("status", "--config", file.toString())))
                    .assertRefused(REFUSED, here);
            assertThat(warningsSince(server, before)).as(server::err).hasSize(2);
        }

        private static Program.Start with(@Nullable String url, Program.Start start) {
            return url == null ? start : start.with("--url", url);
        }
    }

    @Nested
    class WithoutIt {

        @Test
        void a_broker_that_others_could_reach_is_refused_with_the_two_ways_to_do_it() {
            try (var plain = Lab.open()) {
                for (var command : List.of("serve", "run")) {
                    plain.run(plain.command(command, "--listen", "0.0.0.0:0"))
                            .assertRefused(WRONG_USE, "must be 127.0.0.1, localhost or [::1]", "--tls", "--insecure");
                }
                assertThat(plain.data()).doesNotExist();
            }
        }

        @Test
        void a_broker_listens_for_others_where_that_is_asked_for() {
            try (var plain = Lab.open()) {
                var serving = plain.start(plain.command("serve", "--listen", "0.0.0.0:0", "--insecure")
                        .with("--console", "0.0.0.0:0"));
                Lab.awaitSaying(serving, "ready;");
                Lab.awaitSaying(serving, "console at http://");
                assertThat(Lab.lines(plain.credentials("worker"))).noneMatch(line -> line.startsWith("authority="));
            }
        }

        @Test
        void a_client_that_wants_it_waits() {
            try (var plain = Lab.open()) {
                plain.serve();
                var file = without(lab, "wants.properties", "url");
                append(file, "url=" + Lab.credential(plain.credentials("worker"), "url"));
                plain.run(plain.command("status", "--config", file.toString()))
                        .assertEndedWith(UNREACHABLE, "no broker answers with TLS");
            }
        }
    }

    @Nested
    class TheConsole {

        @Test
        void is_reached_by_https_alone_and_lets_the_admin_in_under_the_names_of_the_certificate() throws Exception {
            var found = Pattern.compile("console at (https://127\\.0\\.0\\.1:[0-9]+)/console/")
                    .matcher(broker.err());
            assertThat(found.find()).as(broker.err()).isTrue();
            var place = found.group(1);
            var client = new ConsoleClient(place, trusting(lab.data().resolve("tls/authority.pem")));
            assertThat(client.get("/metrics").body()).contains("artemis_active");
            assertThat(client.get("/metrics").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
            var password = Lab.credential(lab.credentials("admin"), "password");
            assertThat(client.count("tasks", "admin", password).body()).contains("\"value\":");
            assertThat(client.count("tasks", "admin", password, "https://example.org")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(client.login("admin", password).headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure", "HttpOnly"));
        }

        private static SSLContext trusting(Path authority) throws Exception {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (var pem = Files.newInputStream(authority)) {
                store.setCertificateEntry(
                        "a", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }
    }

    @Nested
    class AnotherStart {

        @Test
        void keeps_the_authority_and_renews_what_init_is_asked_for() throws IOException {
            try (var own = Lab.open()) {
                var init = new String[] {"--tls", "--listen", "127.0.0.1:7"};
                assertThat(own.run(own.command("init").with(init)).status()).isZero();
                var authority = Lab.credential(own.credentials("worker"), "authority");
                var first = Files.readAllBytes(own.data().resolve("tls/broker.p12"));
                var again = own.run(own.command("init").with(init).with("--tls-host", "lab.example"));
                assertThat(again.err()).contains("certificate for 127.0.0.1, ", "lab.example", "valid until");
                assertThat(Files.readAllBytes(own.data().resolve("tls/broker.p12")))
                        .isNotEqualTo(first);
                assertThat(Lab.credential(own.credentials("worker"), "authority"))
                        .isEqualTo(authority);

                var serving = own.serve("--tls");
                assertThat(serving.err()).doesNotContain("valid until");
            }
        }

        @Test
        void tells_nobody_the_password_of_the_keys() throws IOException {
            var password =
                    Files.readString(mutualLab.data().resolve("tls/password")).strip();
            assertThat(password).hasSize(32);
            assertThat(mutual.err()).doesNotContain(password);
            var key = Lab.credential(mutualLab.credentials("worker"), "client-key");
            var processes = mutualLab.run(Program.Start.command(mutualLab.file("."), "ps", "-ww", "-eo", "args"));
            assertThat(processes.out())
                    .contains("--mtls")
                    .doesNotContain(password)
                    .doesNotContain(key);
        }
    }

    /** Those that tell of a client; a start may have warned of something else. */
    private static List<String> warnings(Program program) {
        return program.err().lines().filter(line -> line.contains(" WARN ")).toList();
    }

    private static List<String> warningsSince(Program program, int before) {
        Awaitility.await("a warning").atMost(SOON).until(() -> warnings(program).size() > before);
        var all = warnings(program);
        return all.subList(before, all.size());
    }

    /** The worker's file of a lab without some of its lines. */
    private Path without(Lab from, String name, String... keys) {
        var left = Lab.lines(from.credentials("worker")).stream()
                .filter(line -> Stream.of(keys).noneMatch(key -> line.startsWith(key + "=")));
        return from.write(name, left.toList());
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(Lab lab, String host, String options) {
        var port = PORT.matcher(Lab.credential(lab.credentials("worker"), "url"));
        assertThat(port.find()).isTrue();
        return "tcp://" + host + ":" + port.group(1) + options;
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts one that was good until last year in the place of the broker's; the authority is taken away. */
    private static void expire(Lab lab) {
        var tls = lab.data().resolve("tls");
        var store = tls.resolve("broker.p12").toFile();
        assertThat(store.delete()).isTrue();
        assertThat(tls.resolve("authority.p12").toFile().renameTo(store)).isTrue();
        keytool(
                lab,
                "-genkeypair",
                "-alias",
                "broker",
                "-signer",
                "authority",
                "-dname",
                "CN=old",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-startdate",
                "-400d",
                "-validity",
                "30",
                "-ext",
                sanOfThisMachine());
        keytool(lab, "-delete", "-alias", "authority");
    }

    /** The names that init wrote into the certificate, so that only its time is wrong. */
    private static String sanOfThisMachine() {
        return "san=ip:127.0.0.1,dns:localhost,dns:" + hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(Lab lab, String... arguments) {
        var tls = lab.data().resolve("tls");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var run = lab.run(Program.Start.command(lab.file("."), tool)
                .with(arguments)
                .with("-keystore", tls.resolve("broker.p12").toString())
                .with(
                        "-storetype",
                        "PKCS12",
                        "-storepass:file",
                        tls.resolve("password").toString()));
        assertThat(run.status()).as(run.err() + run.out()).isZero();
    }
}
