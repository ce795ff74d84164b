package dev.taskmaster.settings;

import dev.taskmaster.InvalidUseException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A properties file with settings, such as a file with credentials. Immutable; read once. */
public final class SettingsFile {

    /** No file: it sets nothing. */
    public static final SettingsFile NONE = new SettingsFile("", Map.of());

    private final String name;
    private final Map<String, String> values;

    private SettingsFile(String name, Map<String, String> values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws InvalidUseException if it is missing, cannot be read or is no properties file
     */
    public static SettingsFile read(Path path) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(path)));
        } catch (NoSuchFileException e) {
            throw new InvalidUseException("settings file " + path + " does not exist: check its name", e);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new InvalidUseException("settings file " + path + " is not a properties file in UTF-8", e);
        } catch (IOException e) {
            throw new InvalidUseException(
                    "settings file " + path + " cannot be read (" + e.getClass().getSimpleName()
                            + "): check that it is a file and its permissions",
                    e);
        }
        var values = new TreeMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            values.put(key, properties.getProperty(key).strip());
        }
        return new SettingsFile(path.toString(), values);
    }

    /** The keys of this file that are not among the known ones, in order. */
    public Set<String> keysOutside(Set<String> known) {
        var unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        return unknown;
    }

    /** The file's name for messages; empty for no file. */
    public String name() {
        return name;
    }

    Optional<Settings.Value> find(String key) {
        return Optional.ofNullable(values.get(key)).map(text -> new Settings.Value(text, "file " + name));
    }
}
