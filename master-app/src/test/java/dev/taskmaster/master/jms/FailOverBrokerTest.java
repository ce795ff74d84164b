package dev.taskmaster.master.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FailOverBrokerTest {

    private static final Duration NOBODY_SERVES = Duration.ofMillis(300);

    @Test
    void who_comes_while_none_of_a_pair_serves_is_let_in_a_moment_later() throws Exception {
        var data = BrokerExtension.freshData("FailOverBrokerTest");
        EmbeddedSettings settings;
        ConnectionSettings login;
        try (var broker = EmbeddedBroker.start(new EmbeddedSettings(data, BrokerExtension.anyPort()))) {
            settings = new EmbeddedSettings(data, broker.listen());
            login = broker.connection(Role.MASTER);
        }
        var pair = login.withUrl("(tcp://127.0.0.1:" + BrokerExtension.freePort() + "," + login.url() + ")");
        var connecting = CompletableFuture.supplyAsync(() -> JobBroker.connect(pair));
        Awaitility.await().pollDelay(NOBODY_SERVES).until(() -> !connecting.isDone());
        try (var broker = EmbeddedBroker.start(settings);
                var jobs = connecting.get(10, TimeUnit.SECONDS)) {
            assertThat(broker.isActive()).isTrue();
            assertThat(jobs.messages(QueueName.DEFAULT)).isZero();
        }
    }
}
