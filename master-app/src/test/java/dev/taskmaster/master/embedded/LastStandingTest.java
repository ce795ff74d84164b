package dev.taskmaster.master.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a broker of a pair may start as, by what it was. */
class LastStandingTest {

    @TempDir
    Path data;

    private ServerSocket peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    private LastStanding as(Pair.Side side) {
        return new LastStanding(data, new Pair(side, new HostPort("127.0.0.1", peer.getLocalPort())));
    }

    @ParameterizedTest
    @EnumSource(Pair.Side.class)
    void a_new_one_may_be_either(Pair.Side side) {
        assertThatCode(as(side)::check).doesNotThrowAnyException();
    }

    @Test
    void what_has_served_alone_is_no_backup_until_somebody_gives_its_data_up() throws IOException {
        as(Pair.Side.BACKUP).keep(PairStanding.SERVES_ALONE);
        assertThatThrownBy(as(Pair.Side.BACKUP)::check)
                .isInstanceOf(InvalidUseException.class)
                .hasMessageStartingWith("data directory " + data + " has what the pair did last")
                .hasMessageContaining("--ha primary")
                .hasMessageEndingWith("or remove " + data.resolve("pair-standing") + " to give it up");
        assertThatCode(as(Pair.Side.PRIMARY)::check).doesNotThrowAnyException();
        Files.delete(data.resolve("pair-standing"));
        assertThatCode(as(Pair.Side.BACKUP)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(value = PairStanding.class, mode = EnumSource.Mode.EXCLUDE, names = "SERVES_ALONE")
    void any_other_is_a_backup(PairStanding last) {
        as(Pair.Side.PRIMARY).keep(last);
        assertThatCode(as(Pair.Side.BACKUP)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(PairStanding.class)
    void where_the_other_one_serves_a_primary_fetches_its_data(PairStanding last) {
        as(Pair.Side.PRIMARY).keep(last);
        assertThatCode(as(Pair.Side.PRIMARY)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(PairStanding.class)
    void where_nobody_serves_a_primary_does_unless_it_has_a_part_of_the_data(PairStanding last) throws IOException {
        peer.close();
        as(Pair.Side.PRIMARY).keep(last);
        if (last == PairStanding.BEHIND) {
            assertThatThrownBy(as(Pair.Side.PRIMARY)::check)
                    .isInstanceOf(InvalidUseException.class)
                    .hasMessageContaining("does not have all the data of 127.0.0.1:" + peer.getLocalPort());
        } else {
            assertThatCode(as(Pair.Side.PRIMARY)::check).doesNotThrowAnyException();
        }
    }

    @Test
    void the_file_is_its_owners_and_one_that_nobody_understands_is_as_none() throws IOException {
        as(Pair.Side.BACKUP).keep(PairStanding.IN_STEP);
        var file = data.resolve("pair-standing");
        assertThat(file).hasContent("in-step\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "serves-alone-or-so");
        assertThatCode(as(Pair.Side.BACKUP)::check).doesNotThrowAnyException();
    }
}
