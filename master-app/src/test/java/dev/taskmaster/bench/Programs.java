package dev.taskmaster.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Programs that print what they measured as JSON. */
final class Programs {

    private static final long MOST_MINUTES = 30;

    private Programs() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The program {@code master}. */
    static Path masterJar() {
        return module().resolve("target/taskmaster-master.jar");
    }

    /** The module's directory: these classes are in its {@code target/test-classes}. */
    static Path module() {
        try {
            var code = Programs.class.getProtectionDomain().getCodeSource();
            return Path.of(code.getLocation().toURI()).resolve("../..").normalize();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("the place of the program is no path", e);
        }
    }

    /** Runs one to its end and answers with what it printed. */
    static String run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(key -> key.startsWith("TASKMASTER_"));
        var process = builder.start();
        try {
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: see above");
            }
            return text;
        } finally {
            process.destroy();
        }
    }

    /** The first number with that name in a JSON text. */
    static double number(String json, String name) {
        var found = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*([0-9.eE+-]+)")
                .matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("there is no " + name + " in " + json);
        }
        return Double.parseDouble(found.group(1));
    }

    /** Removes a directory with all that is in it. */
    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
