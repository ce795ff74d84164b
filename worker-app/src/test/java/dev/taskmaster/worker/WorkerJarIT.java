package dev.taskmaster.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The executable jar, from which the build leaves out what nothing in it reaches. */
class WorkerJarIT {

    private static final Path JAR = Path.of("target", "taskmaster-worker.jar");

    /** What a line of jdeps says of a class that it has not found. */
    private static final String MISSING = "\\s+\\S+\\s+-> (\\S+)\\s+not found";

    @Test
    void no_class_is_left_out_that_one_in_it_names() {
        assertThat(missing().filter(WorkerJarIT::isOfDependency))
                // The compiler copied their constants, which is all that is used.
                .containsExactlyInAnyOrder(
                        "io.netty.channel.internal.ChannelUtils", "io.netty.handler.codec.http.HttpConstants");
    }

    private static Stream<String> missing() {
        var out = new StringWriter();
        var err = new PrintWriter(new StringWriter());
        var status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(out), err, "--multi-release", "17", "-verbose:class", JAR.toString());
        assertThat(status).isZero();
        return out.toString()
                .lines()
                .filter(line -> line.matches(MISSING))
                .map(line -> line.replaceFirst(MISSING, "$1"))
                .distinct();
    }

    /** The class path of the tests has the dependencies whole. Jackson's databinding is there for the tests alone. */
    private static boolean isOfDependency(String type) {
        return !type.startsWith("com.fasterxml.jackson.databind.")
                && WorkerJarIT.class.getResource("/" + type.replace('.', '/') + ".class") != null;
    }
}
