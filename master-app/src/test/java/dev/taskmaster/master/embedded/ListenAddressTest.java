package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenAddressTest {

    @Test
    void a_port_that_another_program_has_is_named() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = new HostPort("127.0.0.1", other.getLocalPort());
            assertThatThrownBy(() -> ListenAddress.checkFree(taken, ListenAddress.LISTEN))
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageStartingWith("port " + taken.port() + " of 127.0.0.1 is in use: ")
                    .hasMessageContaining("another to listen on");
        }
    }

    @Test
    void a_free_port_is_free_again_after_the_check() throws Exception {
        HostPort free;
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = new HostPort("127.0.0.1", other.getLocalPort());
        }
        ListenAddress.checkFree(free, ListenAddress.LISTEN);
        assertThatCode(() -> ListenAddress.checkFree(free, ListenAddress.LISTEN))
                .doesNotThrowAnyException();
    }

    @Test
    void an_address_of_another_machine_is_told_apart() {
        // From the block that is kept for documentation: no machine has it.
        assertThatThrownBy(() -> ListenAddress.checkFree(new HostPort("192.0.2.1", 0), ListenAddress.LISTEN))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageStartingWith("192.0.2.1 is no address of this machine");
    }

    @Test
    void an_unknown_host_is_told_apart() {
        assertThatThrownBy(() -> ListenAddress.checkFree(new HostPort("nobody.invalid", 0), ListenAddress.LISTEN))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageStartingWith("host nobody.invalid is not known");
    }

    @Test
    void a_port_for_administrators_is_told_apart() {
        assertThat(ListenAddress.refused(
                        new HostPort("127.0.0.1", 80), ListenAddress.LISTEN, new BindException("Permission denied")))
                .hasMessageContaining("rights of an administrator");
    }

    @Test
    void a_wildcard_stands_for_this_machines_name() throws Exception {
        var name = InetAddress.getLocalHost().getHostName();
        assertThat(ListenAddress.forOthers(new HostPort("0.0.0.0", 7), null)).isEqualTo(new HostPort(name, 7));
        assertThat(ListenAddress.forOthers(new HostPort("::", 7), null)).isEqualTo(new HostPort(name, 7));
    }

    @Test
    void any_other_host_stays_as_it_was_given() {
        assertThat(ListenAddress.forOthers(new HostPort("localhost", 7), null)).isEqualTo(new HostPort("localhost", 7));
    }
}
