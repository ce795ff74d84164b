package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A broker's part in a pair; read by {@link dev.taskmaster.master.embedded.Pair}. */
final class PairOptions {

    @Option(
            names = "--ha",
            paramLabel = "primary|backup",
            description =
                    "Be one of a pair of brokers: the primary serves while it is there, the backup has the same data"
                            + " and serves when the primary has died. Both have the users and the pair's password of one"
                            + " directory: copy etc, credentials and tls from the primary's to the backup's.")
    @Nullable
    String ha;

    @Option(names = "--peer", paramLabel = "HOST:PORT", description = "Where the other broker of the pair listens.")
    @Nullable
    String peer;
}
