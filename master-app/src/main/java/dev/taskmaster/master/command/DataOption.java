package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker that is meant keeps its data, when nothing else says which; read by {@link AdminCall}. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Use the broker that runs on this directory (default: taskmaster-data).")
    @Nullable
    String data;
}
