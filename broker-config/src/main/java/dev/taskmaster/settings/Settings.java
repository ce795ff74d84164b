package dev.taskmaster.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values that a person gave, by key and place. A key is an option's long name without its dashes, such as
 * {@code receive-timeout}; in the environment it is {@code TASKMASTER_RECEIVE_TIMEOUT}. An option wins over the
 * environment, the environment over the file. An empty variable counts as not set. Immutable.
 */
public final class Settings {

    private static final String ENVIRONMENT_PREFIX = "TASKMASTER_";

    private final Map<String, String> options;
    private final Map<String, String> environment;
    private final SettingsFile file;

    private Settings(Map<String, String> options, Map<String, String> environment, SettingsFile file) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** The settings of a command whose options and environment are these, without a file. */
    public static Settings of(Map<String, String> options, Map<String, String> environment) {
        return new Settings(options, environment, SettingsFile.NONE);
    }

    /** These settings with a file behind them; it answers only for what neither option nor environment sets. */
    public Settings withFile(SettingsFile newFile) {
        return new Settings(options, environment, newFile);
    }

    /** A reader that collects the problems of everything read through it. */
    public SettingsReader reader() {
        return new SettingsReader(this);
    }

    /** Whether the key is set anywhere. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    Optional<Value> find(String key) {
        var option = options.get(key);
        if (option != null) {
            return Optional.of(new Value(option, "option --" + key));
        }
        var name = environmentName(key);
        var variable = environment.get(name);
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(new Value(variable, "environment " + name));
        }
        return file.find(key);
    }

    static String environmentName(String key) {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * A text and where it came from.
     *
     * @param text what the person wrote
     * @param origin for messages, such as {@code option --url}
     */
    record Value(String text, String origin) {}
}
