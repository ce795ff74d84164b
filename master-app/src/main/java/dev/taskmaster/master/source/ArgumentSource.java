package dev.taskmaster.master.source;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of the command line, one task each. */
final class ArgumentSource implements TaskSource {

    private final Iterator<String> arguments;

    ArgumentSource(List<String> arguments) {
        this.arguments = List.copyOf(arguments).iterator();
    }

    @Override
    public @Nullable String next() {
        return arguments.hasNext() ? arguments.next() : null;
    }
}
