package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The launcher with its archive of classes, in source trees of the test's own. The paths of two have a space; that of the
 * first has none, because the JVM archives only its own classes there.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LaunchIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration MAKING = Duration.ofMinutes(3);

    private final Lab lab = Lab.open();
    private final Path tree = lab.file("source-tree");

    @BeforeAll
    void two_first_starts_at_once_make_the_archives() throws IOException {
        copyTree(tree);
        var first = lab.start(version(tree));
        var second = lab.start(version(tree));
        for (var start : List.of(first, second)) {
            start.awaitEnd(Duration.ofMinutes(1));
            assertSaysItsVersionAlone(start);
        }
        awaitArchive("worker");
        awaitArchive("master");
        Awaitility.await("nothing is left of the making")
                .until(() -> !Files.exists(target("master").resolve("archive")));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void a_start_takes_its_classes_from_the_archive() throws IOException {
        assertThat(classesLoaded()).contains("dev.taskmaster.master.Main source: shared objects file (top)");
    }

    @Test
    void a_replaced_jar_is_not_run_with_the_archive_of_the_one_before() throws IOException {
        var jar = target("master").resolve("taskmaster-master.jar");
        var before = archive("master");
        var later = FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 5_000);
        Files.setLastModifiedTime(jar, later);
        assertThat(classesLoaded()).contains("dev.taskmaster.master.Main source: file:");
        Awaitility.await("the archive of the new jar")
                .atMost(MAKING)
                .until(() -> Files.getLastModifiedTime(before).equals(later));
        assertThat(classesLoaded()).contains("dev.taskmaster.master.Main source: shared objects file (top)");
    }

    @Test
    void a_broken_archive_is_not_in_the_way() throws IOException {
        var broken = lab.file("broken tree");
        copyTree(broken);
        var from = archive("master");
        // Its name has the tree's path in it, so the other tree's launcher must be asked for the name it wants.
        var script = broken.resolve("scripts").resolve("archive");
        Files.writeString(script, "#!/bin/sh\necho \"$2\" >\"" + lab.file("key") + "\"\n");
        assertSaysItsVersionAlone(lab.run(version(broken)));
        Awaitility.await("the key").until(() -> Files.exists(lab.file("key")) && Files.size(lab.file("key")) > 1);
        var key = Files.readString(lab.file("key")).strip();
        var target = broken.resolve("master-app").resolve("target");
        var jarTime = Files.getLastModifiedTime(target.resolve("taskmaster-master.jar"));
        var place = target.resolve("taskmaster-master-" + key + ".jsa");
        var whole = Files.readAllBytes(from);
        for (var content :
                List.of(new byte[0], "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8), whole)) {
            Files.write(place, content);
            Files.setLastModifiedTime(place, jarTime);
            assertSaysItsVersionAlone(lab.run(version(broken)));
        }
    }

    @Test
    void a_tree_that_cannot_be_written_is_no_hindrance() throws IOException {
        var fixed = lab.file("fixed tree");
        copyTree(fixed);
        var target = fixed.resolve("master-app").resolve("target");
        // Permissions stop a user, the file in the place of the directory stops root too.
        Files.createFile(target.resolve("archive"));
        assertThat(target.toFile().setWritable(false)).isTrue();
        assertSaysItsVersionAlone(lab.run(version(fixed)));
        assertSaysItsVersionAlone(lab.run(version(fixed)));
        assertThat(target).isDirectoryNotContaining("glob:**.jsa");
        assertThat(target.toFile().setWritable(true)).isTrue();
    }

    private String classesLoaded() throws IOException {
        var file = lab.file("classes.txt");
        Files.deleteIfExists(file);
        assertSaysItsVersionAlone(
                lab.run(version(tree).environment("TASKMASTER_JAVA_OPTS", "-Xlog:class+load:file=../classes.txt")));
        return Files.readString(file);
    }

    private static void assertSaysItsVersionAlone(Program program) {
        assertThat(program.status()).as(program::err).isZero();
        assertThat(program.err()).isEmpty();
        assertThat(program.out()).startsWith("taskmaster ").hasLineCount(1);
    }

    private static Program.Start version(Path tree) {
        return Program.Start.command(
                        tree, tree.resolve("scripts").resolve("master").toString(), "--version")
                .environment("JAVA_HOME", System.getProperty("java.home"));
    }

    private static void copyTree(Path to) throws IOException {
        var scripts = Files.createDirectories(to.resolve("scripts"));
        for (var script : List.of("launch", "master", "worker", "archive")) {
            Files.copy(ROOT.resolve("scripts").resolve(script), scripts.resolve(script));
        }
        for (var program : List.of("master", "worker")) {
            var jar = Path.of(program + "-app", "target", "taskmaster-" + program + ".jar");
            Files.createDirectories(to.resolve(jar).getParent());
            Files.copy(ROOT.resolve(jar), to.resolve(jar));
        }
    }

    private Path target(String program) {
        return tree.resolve(program + "-app").resolve("target");
    }

    private Path archive(String program) throws IOException {
        try (var files = Files.newDirectoryStream(target(program), "*.jsa")) {
            return files.iterator().next();
        }
    }

    private void awaitArchive(String program) {
        Awaitility.await("the archive of the " + program).atMost(MAKING).until(() -> {
            try (var files = Files.newDirectoryStream(target(program), "*.jsa")) {
                return files.iterator().hasNext();
            }
        });
    }
}
