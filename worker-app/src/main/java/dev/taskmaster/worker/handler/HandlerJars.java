package dev.taskmaster.worker.handler;

import dev.taskmaster.worker.TaskHandler;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/**
 * Finds handlers that somebody else wrote: services of {@link TaskHandler} ({@code META-INF/services}) on the class path and
 * in the jars of a directory. Each jar has a class loader of its own, which stays open, and sees the interface and its own
 * classes alone.
 */
final class HandlerJars {

    private static final String SUFFIX = ".jar";

    private HandlerJars() {}

    /**
     * A handler and where it is from.
     *
     * @param handler the handler
     * @param origin the file, or the class path
     */
    record Found(TaskHandler handler, String origin) {}

    /**
     * The handlers of all jars in a directory.
     *
     * @throws IllegalArgumentException if one of them has none or cannot be read; the message is the rule
     */
    static List<Found> in(Path directory) {
        var found = new ArrayList<Found>();
        for (var jar : jars(directory)) {
            found.addAll(ofJar(jar));
        }
        return found;
    }

    private static List<Path> jars(Path directory) {
        try (var files = Files.list(directory)) {
            var jars = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalArgumentException("must name a directory with jars in it");
            }
            return jars;
        } catch (IOException e) {
            throw new IllegalArgumentException("must name a directory that can be read", e);
        }
    }

    private static List<Found> ofJar(Path jar) {
        // A class loader takes a file that is no jar for an empty one.
        try (var file = new JarFile(jar.toFile())) {
            Objects.requireNonNull(file.getName());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "must hold jars alone, and " + jar + " cannot be read: " + e.getMessage(), e);
        }
        var own = Objects.requireNonNull(HandlerJars.class.getClassLoader(), "the platform's loader has no handlers");
        // Not closed: its classes are loaded as they are needed, as long as the worker lives.
        var loader = new URLClassLoader(jar.getFileName().toString(), new URL[] {url(jar)}, new ApiLoader(own));
        var found = load(loader, jar.toString());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("must hold jars with handlers, and " + jar
                    + " names none in META-INF/services/" + TaskHandler.class.getName());
        }
        return found;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The handlers on the worker's own class path. */
    static List<Found> onClassPath() {
        return load(Objects.requireNonNull(HandlerJars.class.getClassLoader()), "the class path");
    }

    private static List<Found> load(ClassLoader loader, String origin) {
        try {
            return ServiceLoader.load(TaskHandler.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .map(handler -> new Found(JarHandler.of(handler), origin))
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    "must hold handlers that can be made, and " + origin + " does not: " + reason(e), e);
        }
    }

    private static String reason(Throwable thrown) {
        var cause = thrown.getCause();
        var message = String.valueOf(thrown.getMessage());
        return cause == null ? message : message + " (" + cause + ")";
    }
}
