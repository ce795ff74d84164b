package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that somebody else wrote, against the worker's jar alone. */
@Timeout(90)
class HandlersIT {

    private static final Path WORKER =
            Path.of("target", "taskmaster-worker.jar").toAbsolutePath();
    private static final String SERVICE = "META-INF/services/dev.taskmaster.worker.TaskHandler";

    /** It uses all that a handler may: the task, its job, the log, an exception of the interface. */
    private static final String HANDLER = """
            package org.example;

            import dev.taskmaster.task.Task;
            import dev.taskmaster.worker.TaskCrashedException;
            import dev.taskmaster.worker.TaskHandler;
            import org.slf4j.LoggerFactory;

            public final class NAME implements TaskHandler {
                @Override
                public String run(Task task) throws TaskCrashedException {
                    LoggerFactory.getLogger(NAME.class).warn("reversing");
                    if (task.payload().isEmpty()) {
                        throw new TaskCrashedException("nothing to turn round");
                    }
                    String loader = Thread.currentThread().getContextClassLoader() == getClass().getClassLoader() ? "" : "!";
                    return task.job().text() + " " + new StringBuilder(task.payload()).reverse() + loader;
                }
                BODY
            }
            """;

    private static final String NAMED = "public String toString() { return \"%s\"; }";

    @TempDir
    Path directory;

    private void jar(String jar, String name, String body) throws IOException {
        var classes = Files.createDirectories(directory.resolve("classes-" + jar));
        var source = Files.writeString(
                classes.resolve(name + ".java"), HANDLER.replace("NAME", name).replace("BODY", body));
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        int status = compiler.run(
                null, null, null, "-proc:none", "-cp", WORKER.toString(), "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
        jar(jar, "org.example." + name, classes.resolve("org/example/" + name + ".class"));
    }

    private void jar(String jar, String service, Path classFile) throws IOException {
        var handlers = Files.createDirectories(directory.resolve("handlers"));
        try (var out = new JarOutputStream(Files.newOutputStream(handlers.resolve(jar)))) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(service.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("org/example/" + classFile.getFileName()));
            out.write(Files.readAllBytes(classFile));
        }
    }

    private void isRefused(String handler, String... words) throws Exception {
        try (var worker = WorkerProcess.start(
                "handlers-refused", "--handlers", directory.resolve("handlers").toString(), "--handler", handler)) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.err()).singleElement().asString().contains(words).doesNotContain("\tat ");
        }
    }

    @Test
    void a_handler_in_a_jar_does_the_tasks() throws Exception {
        jar("reverse.jar", "Reverse", NAMED.formatted("reverse"));
        jar("plain.jar", "Plain", "");
        try (var broker = TestBroker.start("handlers-it");
                var client = broker.client()) {
            broker.create("results.j");
            client.send(new Chunk(new JobName("j"), 0, List.of("abc", ""), 1, null), "results.j");
            try (var worker = WorkerProcess.start(
                    "handlers",
                    broker,
                    "--handlers",
                    directory.resolve("handlers").toString(),
                    "--handler",
                    "reverse",
                    "--burst")) {
                assertThat(client.takeReply("results.j").outcomes())
                        .containsExactly(
                                new Outcome.Ok("j cba"), new Outcome.Failed(Reason.CRASH, "nothing to turn round", ""));
                assertThat(worker.awaitExit()).isZero();
                assertThat(worker.err()).anyMatch(line -> line.contains("reversing"));
            }
        }
        isRefused("cube", "square, echo, sleep, bench", "Plain, reverse");
    }

    @Test
    void two_of_one_name_are_refused_with_their_jars() throws Exception {
        jar("one.jar", "One", NAMED.formatted("same"));
        jar("two.jar", "Two", NAMED.formatted("same"));
        isRefused("same", "\"same\"", "one.jar", "two.jar");
    }

    @Test
    void the_name_of_a_handler_of_the_worker_is_refused() throws Exception {
        jar("mine.jar", "Mine", NAMED.formatted("echo"));
        isRefused("echo", "\"echo\"", "mine.jar", "the worker itself");
    }

    @Test
    void a_jar_that_is_none_or_lacks_a_class_is_named() throws Exception {
        Files.createDirectories(directory.resolve("handlers"));
        isRefused("x", "jars in it");
        var broken = Files.writeString(directory.resolve("handlers").resolve("broken.jar"), "no jar");
        isRefused("x", "broken.jar");
        Files.delete(broken);
        jar("lacking.jar", "org.example.Missing", Files.writeString(directory.resolve("Other.class"), ""));
        isRefused("x", "lacking.jar", "org.example.Missing");
    }

    @Test
    void a_jar_without_handlers_is_named() throws Exception {
        jar("empty.jar", "", Files.writeString(directory.resolve("Other.class"), ""));
        isRefused("x", "empty.jar", SERVICE);
    }
}
