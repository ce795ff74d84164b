package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Other projects depend on the jars that an installation has. They go into a repository of this test alone; what is of
 * others it has by links.
 */
class MavenIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> MODULES = List.of("broker-config", "worker-app", "master-app");

    private static final String WORKER = """
            import dev.taskmaster.settings.ConnectionFile;
            import dev.taskmaster.worker.Worker;
            import dev.taskmaster.worker.WorkerSettings;
            import java.nio.file.Path;

            public class Shouting {
                public static void main(String[] args) throws Exception {
                    var settings = WorkerSettings.of(ConnectionFile.read(Path.of(args[0]))).withSlots(1);
                    Worker.start(settings, task -> task.payload().toUpperCase()).awaitEnd();
                }
            }
            """;

    private static final String MASTER = """
            import dev.taskmaster.master.Master;
            import dev.taskmaster.settings.HostPort;
            import java.nio.file.Path;
            import java.util.concurrent.TimeUnit;

            public class Asking {
                public static void main(String[] args) throws Exception {
                    try (var master = Master.embedded(Path.of(args[0]), new HostPort("127.0.0.1", 0));
                            var tasks = master.tasks()) {
                        System.err.println("ready");
                        System.out.println(tasks.submit("hello").get(60, TimeUnit.SECONDS).text());
                    }
                }
            }
            """;

    private final Lab lab = Lab.open();

    @BeforeEach
    void needsMaven() throws IOException, InterruptedException {
        boolean there = System.getenv("CI") != null
                || new ProcessBuilder("sh", "-c", "command -v mvn").start().waitFor() == 0;
        assumeThat(there).as("mvn is on the path").isTrue();
    }

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void a_worker_and_a_master_of_other_projects_compile_and_run_with_what_their_one_dependency_brings()
            throws IOException {
        var version = found("<version>([^<]*)</version>", Files.readString(ROOT.resolve("pom.xml")));
        install(version);
        project("shouting", "taskmaster-worker", version, "Shouting", WORKER);
        project("asking", "taskmaster-master", version, "Asking", MASTER);
        Files.writeString(lab.file("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId><artifactId>all</artifactId><version>1</version>
                  <packaging>pom</packaging>
                  <modules><module>shouting</module><module>asking</module></modules>
                </project>
                """);
        maven(lab.file("."), "class-path", "compiler:compile", "dependency:build-classpath");

        assertThat(jars(classPath("shouting"))).isEqualTo(shipped("worker"));
        assertThat(jars(classPath("asking"))).isEqualTo(shipped("master"));

        var asking = lab.start(java("asking", "Asking", lab.data().toString()));
        Lab.awaitSaying(asking, "ready");
        lab.start(java("shouting", "Shouting", lab.credentials("worker").toString()));
        assertThat(asking.awaitEnd(PATIENCE)).as(asking::err).isZero();
        assertThat(asking.out()).isEqualTo("HELLO\n");
    }

    private Path repository() {
        return lab.file("repository");
    }

    /** As the install plugin does it. */
    private void install(String version) throws IOException {
        var shared = Path.of(System.getProperty("localRepository"));
        var own = Path.of("dev", "taskmaster");
        Files.createDirectories(repository().resolve(own));
        link(shared, Path.of("dev"));
        link(shared.resolve("dev"), Path.of("taskmaster"));
        copy(ROOT.resolve("pom.xml"), "taskmaster", version, ".pom");
        for (var module : MODULES) {
            var name = "taskmaster-" + module.replace("-app", "");
            copy(ROOT.resolve(module).resolve("pom.xml"), name, version, ".pom");
            copy(ROOT.resolve(module).resolve("target").resolve(name + "-" + version + ".jar"), name, version, ".jar");
        }
    }

    /** Links to all that is in a directory but one. */
    private void link(Path directory, Path but) throws IOException {
        var shared = Path.of(System.getProperty("localRepository"));
        try (var entries = Files.list(directory)) {
            for (var entry : entries.filter(Files::isDirectory).toList()) {
                if (!entry.getFileName().equals(but)) {
                    Files.createSymbolicLink(repository().resolve(shared.relativize(entry)), entry);
                }
            }
        }
    }

    private void copy(Path file, String name, String version, String suffix) throws IOException {
        var place = repository().resolve("dev/taskmaster").resolve(name).resolve(version);
        Files.createDirectories(place);
        Files.copy(file, place.resolve(name + "-" + version + suffix));
    }

    private void project(String name, String dependency, String version, String type, String source)
            throws IOException {
        var sources = Files.createDirectories(lab.file(name).resolve("src/main/java"));
        Files.writeString(sources.resolve(type + ".java"), source);
        Files.writeString(lab.file(name).resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId><artifactId>%s</artifactId><version>1</version>
                  <properties><maven.compiler.release>17</maven.compiler.release></properties>
                  <dependencies>
                    <dependency>
                      <groupId>dev.taskmaster</groupId><artifactId>%s</artifactId><version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(name, dependency, version));
    }

    /** The goals with the versions of the plugins that the build itself has, which are there. */
    private void maven(Path project, String classPath, String... goals) throws IOException {
        var pom = Files.readString(ROOT.resolve("pom.xml"));
        var maven = Program.Start.command(
                        lab.file("."),
                        "mvn",
                        "-B",
                        "-ntp",
                        "-nsu",
                        "-f",
                        project.toString(),
                        "-DincludeScope=runtime",
                        "-Dmdep.outputFile=" + classPath,
                        "-Dmaven.repo.local=" + repository())
                .environment("JAVA_HOME", System.getProperty("java.home"));
        for (var goal : goals) {
            var plugin = "maven-" + goal.substring(0, goal.indexOf(':')) + "-plugin";
            var version = found("<artifactId>" + plugin + "</artifactId>\\s*<version>([^<]*)</version>", pom);
            maven.with("org.apache.maven.plugins:" + plugin + ":" + version + goal.substring(goal.indexOf(':')));
        }
        var run = maven.run(PATIENCE);
        assertThat(run.status()).as(run::out).isZero();
    }

    private String classPath(String project) throws IOException {
        return Files.readString(lab.file(project).resolve("class-path")).strip();
    }

    private static Set<String> jars(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .collect(Collectors.toSet());
    }

    /** What the program is made of and tested with; but how it logs is another program's own matter. */
    private Set<String> shipped(String program) throws IOException {
        var list = lab.file(program + "-class-path");
        maven(ROOT.resolve(program + "-app"), list.toString(), "dependency:build-classpath");
        var jars = jars(Files.readString(list).strip());
        jars.removeIf(jar -> jar.startsWith("slf4j-jdk14-"));
        var own = "taskmaster-" + program;
        jars.add(jars(classPath(program.equals("worker") ? "shouting" : "asking")).stream()
                .filter(jar -> jar.startsWith(own))
                .findFirst()
                .orElseThrow());
        return jars;
    }

    private Program.Start java(String project, String type, String argument) throws IOException {
        return Program.Start.command(
                lab.file("."),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                lab.file(project).resolve("target/classes") + File.pathSeparator + classPath(project),
                type,
                argument);
    }

    private static String found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
