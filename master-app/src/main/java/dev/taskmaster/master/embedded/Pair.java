package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.SettingsReader;
import java.util.Locale;
import java.util.Optional;

/**
 * A broker's part in a pair by Artemis' replication: what the one that serves has answered as committed is on the disks of
 * both, as long as both run. When the one that serves dies, the other serves.
 *
 * @param side which of the two this broker is
 * @param peer where the other one listens
 */
public record Pair(Side side, HostPort peer) {

    private static final String HA = "ha";
    private static final String PEER = "peer";

    /** The two brokers of a pair; a pair has one of each. */
    public enum Side {
        /** Serves when both are there: started again after its death, it takes over from the backup once it has its data. */
        PRIMARY,
        /** Serves while the primary does not. */
        BACKUP;

        /** The word for it on a command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Side ofWord(String word) {
            for (var side : values()) {
                if (side.word().equals(word)) {
                    return side;
                }
            }
            throw new IllegalArgumentException("must be primary or backup");
        }
    }

    /** Refuses a port that nobody knows beforehand. */
    public Pair {
        if (peer.port() == 0) {
            throw new IllegalArgumentException("must have the port that the other broker of the pair listens on");
        }
    }

    /** Reads {@code ha} and {@code peer}, which go together; problems become the reader's. */
    public static Optional<Pair> read(SettingsReader reader, HostPort listen) {
        var side = reader.value(HA, Side::ofWord);
        var peer = reader.hostPort(PEER);
        if (side.isPresent() && reader.text(PEER).isEmpty()) {
            reader.problem(PEER, "is missing: --ha needs the place where the other broker of the pair listens");
        }
        if (peer.isPresent() && reader.text(HA).isEmpty()) {
            reader.problem(HA, "is missing: --peer is for --ha primary or --ha backup");
        }
        if (side.isEmpty() || peer.isEmpty()) {
            return Optional.empty();
        }
        if (peer.get().port() == 0) {
            reader.problem(PEER, "must have the port that the other broker listens on");
            return Optional.empty();
        }
        if (listen.port() == 0) {
            reader.problem("listen", "must have a port with --ha, because the other broker's --peer names it");
        }
        if (peer.get().equals(listen)) {
            reader.problem(PEER, "must be the other broker's place, not that of --listen");
        }
        return Optional.of(new Pair(side.get(), peer.get()));
    }
}
