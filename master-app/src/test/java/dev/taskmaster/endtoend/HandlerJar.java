package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A jar with a handler of somebody else's, {@code shout}, which answers with the payload in capitals and some words more. */
final class HandlerJar {

    private static final String SOURCE = """
            package org.example;

            public final class Shout implements dev.taskmaster.worker.TaskHandler {
                @Override
                public String run(dev.taskmaster.task.Task task) {
                    return task.payload().toUpperCase(java.util.Locale.ROOT) + "%s";
                }

                @Override
                public String toString() {
                    return "shout";
                }
            }
            """;

    private HandlerJar() {}

    /** Makes it in a directory, or another in its place, against the worker's jar. */
    static void write(Path directory, Path worker, String more) {
        try {
            var classes = Files.createDirectories(directory.resolve("classes"));
            var source = Files.writeString(classes.resolve("Shout.java"), SOURCE.formatted(more));
            var status = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                    .run(null, null, null, "-cp", worker.toString(), "-d", classes.toString(), source.toString());
            assertThat(status).isZero();
            try (var out = new JarOutputStream(Files.newOutputStream(directory.resolve("shout.jar")))) {
                out.putNextEntry(new JarEntry("META-INF/services/dev.taskmaster.worker.TaskHandler"));
                out.write("org.example.Shout".getBytes(StandardCharsets.UTF_8));
                out.putNextEntry(new JarEntry("org/example/Shout.class"));
                out.write(Files.readAllBytes(classes.resolve("org/example/Shout.class")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
