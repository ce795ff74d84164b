package dev.taskmaster.master.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.tls.TlsWish;
import dev.taskmaster.tls.TlsClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Artemis would gather a request of HTTP from anybody: with TLS nobody gets so far. */
class StrangersOverTlsBrokerTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension(new TlsWish(List.of(), false));

    @Test
    void who_speaks_http_is_hung_up_on_while_a_login_goes_on() throws Exception {
        var login = BROKER.connection(Role.WORKER);
        var place = BROKER.started().listen();
        try (var socket = TlsClient.context(requireNonNull(login.tls()))
                .getSocketFactory()
                .createSocket(place.host(), place.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        PlainJms.connect(login, login.user(), login.password().reveal()).close();
    }
}
