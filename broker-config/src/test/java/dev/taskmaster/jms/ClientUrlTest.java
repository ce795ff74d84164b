package dev.taskmaster.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientUrlTest {

    private final ClientUrl client = new ClientUrl(ClientUrl.PREFETCH_NOTHING, Duration.ofSeconds(3));

    @Test
    void it_adds_the_options_that_count_in_a_url_only() {
        assertThat(client.of("tcp://h:1"))
                .startsWith("tcp://h:1?")
                .contains("consumerWindowSize=0", "connectionTTL=3000", "clientFailureCheckPeriod=1000")
                .contains("reconnectAttempts=0", "deserializationDenyList=*");
    }

    @Test
    void what_a_person_gave_wins() {
        assertThat(client.of("tcp://h:1?connectionTTL=9&sslEnabled=true"))
                .startsWith("tcp://h:1?connectionTTL=9&sslEnabled=true&")
                .doesNotContain("connectionTTL=3000");
    }

    @Test
    void a_pair_of_brokers_has_its_options_behind_the_brackets() {
        assertThat(client.of("(tcp://a:1,tcp://b:1)")).startsWith("(tcp://a:1,tcp://b:1)?");
    }
}
