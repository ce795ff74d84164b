package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What KEDA's scaler for Artemis asks, with the words of the manifest: the same path, user and origin rule, by HTTPS, and
 * the same field of the answer. KEDA itself is not here.
 */
class KedaIT {

    private static final Pattern VALUE = Pattern.compile("\"value\":(\\d+)");
    private static final String HOST_OF_MANIFEST = "taskmaster.taskmaster.svc:8161";

    @SuppressWarnings("NullAway.Init")
    private static ComposeLab lab;

    @BeforeAll
    static void open() {
        lab = ComposeLab.open();
        lab.up(0);
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void ten_tasks_without_a_worker_are_more_messages_than_none() throws IOException, GeneralSecurityException {
        var trigger = Manifests.read("keda.yaml")
                .of("ScaledObject")
                .path("spec")
                .path("triggers")
                .path(0)
                .path("metadata");
        var here = lab.compose("port", "master", "8161").strip().replace("127.0.0.1", "localhost");
        Function<String, String> address = field -> trigger.path(field).asText().replace(HOST_OF_MANIFEST, here);
        var admin = file("credentials/admin.properties");
        var request = HttpRequest.newBuilder(
                        URI.create(address.apply("restApiTemplate").replace("\"", "%22")))
                .header("Origin", address.apply("corsHeader"))
                .header("Authorization", basic(value(admin, "user="), value(admin, "password=")))
                .timeout(Duration.ofSeconds(10))
                .build();
        var client = HttpClient.newBuilder()
                .sslContext(trusting(file("tls/authority.pem")))
                .build();

        await("the console, and an empty queue")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(messages(client, request)).isZero());
        lab.client(Engine.NO_INPUT, "submit", "--job", "ten", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                .success(ComposeLab.LIMIT);
        long activation = trigger.path("activationQueueLength").asLong(-1);
        await("KEDA's rule: more than activationQueueLength")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages(client, request)).isGreaterThan(activation));
    }

    private static long messages(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        var value = VALUE.matcher(answer.body());
        assertThat(value.find()).as(answer.body()).isTrue();
        return Long.parseLong(value.group(1));
    }

    private static String file(String name) {
        return lab.compose("exec", "-T", "master", "cat", "/data/" + name);
    }

    /** As sed finds it in the command of the manifest: after the name at the line's begin. */
    private static String value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private static String basic(String user, String password) {
        var login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    private static SSLContext trusting(String authority) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
