package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go, and how; read by {@link CollectSettings}. */
final class CollectOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file for the results (default: standard output).")
    @Nullable
    String output;

    @Option(names = "--format", paramLabel = "text|jsonl|csv", description = "How results look (default: text).")
    @Nullable
    String format;

    @Option(names = "--keep-order", arity = "0", description = "Results in the order of the tasks, not as they come.")
    @Nullable
    Boolean keepOrder;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Give up when no result came for that long (default: never).")
    @Nullable
    String timeout;

    @Option(
            names = "--progress",
            paramLabel = "bar|plain|json|none",
            description = "How progress is told on standard error (default: bar on a terminal, none elsewhere).")
    @Nullable
    String progress;

    @Option(
            names = "--narrate",
            arity = "0..1",
            paramLabel = "true|false",
            fallbackValue = "true",
            description = "Tell each step, as the tutorial does (default: only with --random on standard output).")
    @Nullable
    String narrate;
}
