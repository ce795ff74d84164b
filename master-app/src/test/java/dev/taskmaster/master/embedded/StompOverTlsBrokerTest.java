package dev.taskmaster.master.embedded;

import dev.taskmaster.master.tls.TlsWish;
import java.util.List;

/** With TLS the second door speaks it as well, and asks for a certificate as the first does. */
class StompOverTlsBrokerTest extends StompBrokerTest {

    @Override
    EmbeddedSettings settings() {
        return super.settings().withTls(new TlsWish(List.of(), true));
    }
}
