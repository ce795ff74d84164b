package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.credentials.PrivateFiles;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a data directory's broker stood in its pair when it last ran, in a file there. A start goes by it: left to itself, a
 * primary serves with whatever data it has, and a backup gives up its own for the primary's. For one thread.
 */
final class LastStanding {

    static final String FILE = "pair-standing";

    private static final Logger log = LoggerFactory.getLogger(LastStanding.class);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Path file;
    private final Pair pair;

    LastStanding(Path data, Pair pair) {
        this.file = data.resolve(FILE);
        this.pair = pair;
    }

    /** Remembers it for the next start. */
    void keep(PairStanding standing) {
        try {
            PrivateFiles.write(file, standing.word() + "\n");
        } catch (IOException e) {
            log.warn("{} cannot be written ({}): the next start cannot go by it", file, DataDirectory.reason(e));
        }
    }

    /**
     * Looks before a start whether this broker is the one to start as it is told.
     *
     * @throws InvalidUseException if data that only one of the two has would be lost by that
     */
    void check() {
        var last = read();
        if (last.isEmpty()) {
            return;
        }
        if (pair.side() == Pair.Side.BACKUP) {
            checkBackup(last.get());
        } else if (serves(pair.peer())) {
            checkPrimaryBesidePeer(last.get());
        } else {
            checkPrimaryAlone(last.get());
        }
    }

    private void checkBackup(PairStanding last) {
        if (last == PairStanding.SERVES_ALONE) {
            throw new InvalidUseException("data directory " + file.getParent() + " has what the pair did last, and "
                    + pair.peer() + " does not have that: start this one with --ha primary, then that one with"
                    + " --ha backup; or remove " + file + " to give it up");
        }
    }

    /** Not refused, so that a primary comes back by itself; Artemis keeps aside what it replaces. */
    private void checkPrimaryBesidePeer(PairStanding last) {
        if (last == PairStanding.SERVES_ALONE) {
            log.warn("{} serves, so its data count: what this broker did without it since is given up", pair.peer());
        }
    }

    private void checkPrimaryAlone(PairStanding last) {
        if (last == PairStanding.BEHIND) {
            throw new InvalidUseException("data directory " + file.getParent() + " does not have all the data of "
                    + pair.peer() + ", where no broker serves: start that one with --ha primary, then this one with"
                    + " --ha backup; or remove " + file + " to serve with what is here");
        }
        if (last != PairStanding.SERVES_ALONE) {
            log.info(
                    "{} had the same data when this broker ended: if it served after that, end this one, and start that"
                            + " one first, with --ha primary",
                    pair.peer());
        }
    }

    private Optional<PairStanding> read() {
        try {
            return PairStanding.ofWord(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidUseException(
                    file + " cannot be read (" + DataDirectory.reason(e) + "): make it readable, or remove it", e);
        }
    }

    /** One that waits for its turn does not listen. */
    private static boolean serves(HostPort peer) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(peer.host(), peer.port()), (int) ANSWER.toMillis());
            return true;
        } catch (IOException e) {
            log.debug("nobody serves at {}", peer, e);
            return false;
        }
    }
}
