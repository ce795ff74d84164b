package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README says to type for the lab is typed, and prints what the README shows. */
class LabReadmeIT {

    private static final Path README = Path.of("..", "README.md");

    /** Compose is a command of its own on some machines. */
    private static final String SHELL =
            "cd .. && set -o pipefail && docker() { if [ \"$1\" = compose ]; then shift; %s \"$@\"; else command docker \"$@\"; fi; }; ";

    /**
     * A command and what the page shows of its standard output.
     *
     * @param line the command
     * @param shown empty where the page shows nothing
     */
    private record Command(String line, String shown) {}

    @Test
    void every_command_of_the_section_does_what_the_page_shows() throws IOException {
        var commands = commands();
        assertThat(commands).hasSizeGreaterThan(5);
        try (var lab = ComposeLab.open()) {
            var compose = String.join(" ", Engine.compose()).replaceFirst("^docker ", "command docker ");
            for (var command : commands) {
                var shell = List.of("bash", "-c", SHELL.formatted(compose) + command.line());
                var printed =
                        Call.start(lab.environment(), Engine.NO_INPUT, shell).success(ComposeLab.LIMIT);
                if (!command.shown().isEmpty()) {
                    assertThat(printed).as(command.line()).isEqualTo(command.shown());
                }
            }
        }
    }

    private static List<Command> commands() throws IOException {
        var page = Files.readString(README);
        var section = page.substring(page.indexOf("\n## The lab in containers\n"));
        var begin = section.indexOf("```console\n") + "```console\n".length();
        var block = section.substring(begin, section.indexOf("```\n", begin));
        var commands = new ArrayList<Command>();
        for (var line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                commands.add(new Command(line.substring(2), ""));
            } else {
                var last = commands.remove(commands.size() - 1);
                commands.add(new Command(last.line(), last.shown() + line + "\n"));
            }
        }
        return commands;
    }
}
