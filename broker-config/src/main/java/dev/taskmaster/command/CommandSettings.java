package dev.taskmaster.command;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings behind a command: its options, the environment and the file that {@code --config} names. */
public final class CommandSettings {

    private static final String CONFIG = "config";
    private static final String VERBOSE = "verbose";
    private static final String LOG_FORMAT = "log-format";

    /** These concern the one call of a program: a file that set them would have no effect, or its own. */
    private static final Set<String> ON_COMMAND_LINE_ONLY = Set.of(CONFIG, "help", "version");

    private CommandSettings() {}

    /**
     * The settings of a parsed command.
     *
     * @throws InvalidUseException if the file cannot be read or sets what no command knows
     */
    public static Settings of(CommandSpec command, Map<String, String> environment) {
        var settings = Settings.of(options(command.commandLine().getParseResult()), environment);
        var reader = settings.reader();
        var path = reader.value(CONFIG, Path::of);
        reader.flag(VERBOSE);
        reader.value(LOG_FORMAT, LogFormat::ofWord);
        reader.check();
        return path.map(file -> withFile(settings, file, command)).orElse(settings);
    }

    /** The same settings with a file behind them, which may set whatever any command of the program knows. */
    public static Settings withFile(Settings settings, Path path, CommandSpec command) {
        var file = SettingsFile.read(path);
        var unknown = file.keysOutside(knownKeys(command.root()));
        if (!unknown.isEmpty()) {
            throw new InvalidUseException("settings file " + path + " sets unknown keys: " + String.join(", ", unknown)
                    + ": a key is the long"
                    + " name of an option without its dashes, as --help of a command lists them");
        }
        return settings.withFile(file);
    }

    static boolean isVerbose(ParseResult parsed) {
        var settings = early(optionsOfLast(parsed));
        return settings.reader().flag(VERBOSE);
    }

    /** How the log of a command looks; as for people where that is set wrongly, which is told when the command reads it. */
    static LogFormat logFormat(ParseResult parsed) {
        return logFormat(early(optionsOfLast(parsed)));
    }

    /** The same for words that are no command. */
    static LogFormat logFormat(String... words) {
        var options = new TreeMap<String, String>();
        for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
            for (var key : List.of(LOG_FORMAT, CONFIG)) {
                if (words[i].startsWith("--" + key + "=")) {
                    options.put(key, words[i].substring(key.length() + 3));
                } else if (words[i].equals("--" + key) && i + 1 < words.length) {
                    options.put(key, words[i + 1]);
                }
            }
        }
        return logFormat(early(options));
    }

    private static LogFormat logFormat(Settings settings) {
        return settings.reader().value(LOG_FORMAT, LogFormat::ofWord).orElse(LogFormat.HUMAN);
    }

    private static Map<String, String> optionsOfLast(ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return options(last);
    }

    /** Before the command reads its settings. What is wrong with the file is told when it does. */
    private static Settings early(Map<String, String> options) {
        var settings = Settings.of(options, System.getenv());
        try {
            return settings.reader()
                    .value(CONFIG, Path::of)
                    .map(path -> settings.withFile(SettingsFile.read(path)))
                    .orElse(settings);
        } catch (InvalidUseException e) {
            return settings;
        }
    }

    private static Map<String, String> options(ParseResult parsed) {
        var options = new TreeMap<String, String>();
        for (var option : parsed.matchedOptions()) {
            options.put(key(option), text(option.getValue()));
        }
        return options;
    }

    /** An option that was given more than once is a list, as in a file: with commas. */
    private static String text(@Nullable Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private static Set<String> knownKeys(CommandSpec command) {
        var keys = new HashSet<String>();
        keys.addAll(ConnectionReader.WITHOUT_OPTION);
        command.options().forEach(option -> keys.add(key(option)));
        command.subcommands().values().forEach(sub -> keys.addAll(knownKeys(sub.getCommandSpec())));
        keys.removeAll(ON_COMMAND_LINE_ONLY);
        return keys;
    }

    private static String key(OptionSpec option) {
        return Arrays.stream(option.names())
                .max(Comparator.comparingInt(String::length))
                .orElseThrow()
                .replaceFirst("^-+", "");
    }
}
