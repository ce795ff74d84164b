package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command shows what it sees; read by {@link Show}. */
final class ViewOptions {

    @Option(names = "--json", arity = "0", description = "One JSON object on a line instead of a table.")
    @Nullable
    Boolean json;

    @Option(names = "--watch", arity = "0", description = "Look again each second, until a signal.")
    @Nullable
    Boolean watch;
}
