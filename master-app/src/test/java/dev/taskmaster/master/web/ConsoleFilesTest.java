package dev.taskmaster.master.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFilesTest {

    @TempDir
    Path data;

    @Test
    void are_unpacked_without_a_log_of_their_own() throws IOException {
        var place = ConsoleFiles.of(data).unpack();
        assertThat(place.resolve("index.html")).isRegularFile();
        assertThat(place.resolve("WEB-INF/web.xml")).isRegularFile();
        try (var jars = Files.list(place.resolve("WEB-INF/lib"))) {
            assertThat(jars)
                    .extracting(jar -> jar.getFileName().toString())
                    .anyMatch(name -> name.startsWith("hawtio-system-"))
                    .anyMatch(name -> name.startsWith("jolokia-service-jmx-"))
                    .noneMatch(name -> name.startsWith("log4j-") || name.startsWith("slf4j-"))
                    .noneMatch(name -> name.matches("jolokia-service-(discovery|history|notif).*"));
        }
    }

    @Test
    void are_unpacked_once() throws IOException {
        var mark = ConsoleFiles.of(data).unpack().resolve("mark");
        Files.createFile(mark);
        ConsoleFiles.of(data).unpack();
        assertThat(mark).exists();
    }

    @Test
    void that_a_killed_process_left_half_done_are_unpacked_anew() throws IOException {
        var half =
                data.resolve("console").resolve(ConsoleFiles.VERSION + ".part").resolve("WEB-INF");
        Files.createDirectories(half);
        Files.createFile(half.resolve("web.xml"));
        var place = ConsoleFiles.of(data).unpack();
        assertThat(place.resolve("WEB-INF/web.xml")).isNotEmptyFile();
        assertThat(half.getParent()).doesNotExist();
    }
}
