package dev.taskmaster.command;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what is wrong with a command line. What follows an unknown option is not repeated: it may be a password. */
final class Misuse {

    private Misuse() {}

    /** What is wrong, and where to read how it is right. */
    static String of(ParameterException e) {
        var command = e.getCommandLine();
        return what(e, command) + " (see \"" + command.getCommandSpec().qualifiedName() + " --help\")";
    }

    private static String what(ParameterException e, CommandLine command) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        var argument = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            var option = argument.split("=", 2)[0];
            if (option.equals("--password")) {
                return "there is no option --password, because everybody on this machine could read it: give --config"
                        + " with a credentials file, or --password-file";
            }
            return "unknown option " + option + suggestion(unmatched.getSuggestions());
        }
        if (!(command.getCommand() instanceof Callable)) {
            return "unknown command \"" + argument + "\": the commands are " + commands(command);
        }
        return "unexpected argument \"" + argument + "\"";
    }

    /** The commands that a person can choose from, for messages. */
    static String commands(CommandLine command) {
        return String.join(", ", command.getSubcommands().keySet());
    }

    private static String suggestion(Collection<String> similar) {
        var names = List.copyOf(similar);
        return names.isEmpty() ? "" : ": did you mean " + String.join(" or ", names) + "?";
    }
}
