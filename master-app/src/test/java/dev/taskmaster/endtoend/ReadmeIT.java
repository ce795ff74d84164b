package dev.taskmaster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the README says to type is typed, block after block in one shell, and prints what the README shows. */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Lab lab = Lab.open();

    @AfterEach
    void endPrograms() {
        lab.close();
    }

    @Test
    void the_page_opens_with_the_two_commands() throws IOException {
        var page = Files.readString(ROOT.resolve("README.md"));
        var first = page.substring(0, page.indexOf("\n## "));
        assertThat(first).contains("$ scripts/demo ", "$ mvn verify ");
    }

    @Test
    void every_block_does_what_the_page_shows() throws IOException {
        var blocks = ReadmeBlocks.of(Files.readString(ROOT.resolve("README.md")));
        assertThat(blocks.commands()).hasSizeGreaterThan(10);
        for (var source : blocks.sources()) {
            Files.writeString(lab.file(source.file()), source.text());
        }
        for (var part : List.of("scripts", "worker-app", "master-app")) {
            Files.createSymbolicLink(lab.file(part), ROOT.resolve(part));
        }
        var script = Files.writeString(lab.file("readme.sh"), script(blocks));

        var home = System.getProperty("java.home");
        var shell = lab.start(Program.Start.command(lab.file("."), "bash", script.toString())
                .environment("TASKMASTER_LISTEN", "127.0.0.1:0")
                .environment("TASKMASTER_CONSOLE", "off")
                .environment("JAVA_HOME", home)
                .environment("PATH", home + "/bin:" + System.getenv("PATH")));
        assertThat(shell.awaitEnd(Duration.ofMinutes(3))).as(shell::err).isZero();

        for (int i = 0; i < blocks.commands().size(); i++) {
            var commands = blocks.commands().get(i);
            var shown = commands.prints();
            if (shown != null) {
                assertThat(lab.file(i + ".out"))
                        .as(commands.text() + shell.err())
                        .hasContent(shown);
            }
        }
    }

    /** The blocks in one shell; each prints to a file of its own, and one that fails ends it all. */
    private static String script(ReadmeBlocks blocks) {
        var script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null' EXIT\n");
        for (int i = 0; i < blocks.commands().size(); i++) {
            var commands = blocks.commands().get(i).text();
            script.append("cat >&2 <<'COMMANDS'\n").append(commands).append("COMMANDS\n");
            script.append("{\n").append(commands).append("} >").append(i).append(".out || exit\n");
            if (commands.contains(" serve &")) {
                // As a person does, who types on when it says so.
                script.append("for try in $(seq 300); do grep -q 'ready; a worker' */err && break; sleep 0.1; done\n");
            }
        }
        return script.toString();
    }
}
