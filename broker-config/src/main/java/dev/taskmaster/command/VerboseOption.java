package dev.taskmaster.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command has. */
public final class VerboseOption {

    @Option(
            names = "--verbose",
            arity = "0",
            description = "Say more: debug lines, and a stack trace with an unexpected error.")
    @Nullable
    Boolean verbose;

    @Option(
            names = "--log-format",
            paramLabel = "human|json",
            description = "What is told on standard error: words, or one JSON object a line (default: human).")
    @Nullable
    String logFormat;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    boolean version;
}
