package dev.taskmaster.master.embedded;

import dev.taskmaster.master.tls.TlsWish;
import java.util.List;

/** A certificate gives nobody a right: with TLS on both sides the table is the same. */
class RoleMatrixOverTlsBrokerTest extends RoleMatrixBrokerTest {

    @Override
    BrokerExtension extension() {
        return new BrokerExtension(new TlsWish(List.of(), true));
    }
}
