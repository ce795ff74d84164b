package dev.taskmaster.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The lab with two brokers is one pair: each names the other, and both have the same users and certificates. */
class PairComposeTest {

    /** What holds where nobody sets the variable. */
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    private final JsonNode services;
    private final JsonNode volumes;

    PairComposeTest() throws IOException {
        var compose = new YAMLMapper().readTree(Path.of("compose.ha.yaml").toFile());
        services = compose.path("services");
        volumes = compose.path("volumes");
    }

    private List<String> words(String service, String key) {
        return StreamSupport.stream(services.path(service).path(key).spliterator(), false)
                .map(word -> DEFAULT.matcher(word.asText()).replaceAll("$1"))
                .toList();
    }

    @Test
    void each_broker_is_the_peer_of_the_other() {
        assertThat(words("primary", "command"))
                .containsSequence("--ha", "primary")
                .containsSequence("--peer", "backup:61616");
        assertThat(words("backup", "command"))
                .containsSequence("--ha", "backup")
                .containsSequence("--peer", "primary:61616");
        for (var broker : List.of("primary", "backup")) {
            assertThat(words(broker, "command")).contains("--tls").doesNotContain("--insecure");
            // The first name is the one by which the other reaches it.
            assertThat(words(broker, "command")).containsSequence("--tls", "--tls-host", broker, "--tls-host");
        }
    }

    @Test
    void what_the_primary_begins_with_is_made_with_its_own_options() {
        assertThat(words("primary", "command"))
                .containsSubsequence(words("init", "command").toArray(String[]::new));
        assertThat(words("copy", "volumes")).containsExactly("primary-data:/data:ro", "backup-data:/credentials");
        assertThat(services.path("copy").path("command").path(0).asText()).contains("etc credentials tls");
    }

    @Test
    void every_volume_that_is_used_is_there() {
        for (var service : services) {
            for (var volume : service.path("volumes")) {
                assertThat(volumes.has(volume.asText().split(":", 2)[0]))
                        .as(volume.asText())
                        .isTrue();
            }
        }
    }
}
