package dev.taskmaster.master;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.TaskmasterException;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.master.embedded.BrokerExtension;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.Secret;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.worker.Worker;
import dev.taskmaster.worker.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a program is told has no options in it: it cannot give any. */
@Timeout(120)
class MasterWordsBrokerTest {

    @RegisterExtension
    static final BrokerExtension broker = new BrokerExtension();

    @TempDir
    Path directory = Path.of("target");

    private static void assertTold(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOf(TaskmasterException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(" --");
    }

    @Test
    void about_a_broker_that_is_not_reached() throws IOException {
        assertTold(() -> Master.connect(directory.resolve("none.properties")), "does not exist: check its name");
        var bare = Files.writeString(directory.resolve("bare.properties"), "url=tcp://127.0.0.1:1\n");
        assertTold(() -> Master.connect(bare), "user is missing: take the file as the master has made it");
        var nowhere = new ConnectionSettings("tcp://127.0.0.1:1", "master", new Secret("any"));
        assertTold(() -> Master.connect(nowhere), "or check the URL");
    }

    @Test
    void about_a_broker_of_its_own_that_cannot_be() throws IOException {
        var data = BrokerExtension.freshData("MasterWords");
        try (var first = Master.embedded(data, BrokerExtension.anyPort())) {
            assertTold(() -> Master.embedded(data, BrokerExtension.anyPort()), "use another data directory");
            var url = HostPort.parse(first.workerConnection().url().substring("tcp://".length()));
            assertTold(() -> Master.embedded(directory.resolve("other"), url), "choose another to listen on");
        }
        assertTold(() -> Master.embedded(Path.of("/proc/data")), "give one that can be written");
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = new HostPort("127.0.0.1", other.getLocalPort());
            assertTold(() -> Master.embedded(directory.resolve("other"), taken), "use the broker there by its URL");
        }
    }

    @Test
    void about_a_job_that_is_not_what_it_was() {
        var queue = new QueueName("words");
        var name = new JobName("words");
        var settings = TaskSettings.DEFAULT.withQueue(queue);
        try (var master = Master.connect(broker.connection(Role.MASTER));
                var worker = Worker.start(
                        WorkerSettings.of(broker.connection(Role.WORKER))
                                .withQueue(queue)
                                .withSlots(1),
                        task -> task.payload())) {
            var job = master.job(name, settings);
            assertThatIllegalStateException()
                    .isThrownBy(() -> job.run(Stream.of("a", "b"), result -> {
                        throw new IllegalStateException("not now");
                    }));
            assertTold(() -> job.run(Stream.of("c", "b"), result -> {}), "or another job name");
            var elsewhere = master.job(name, settings.withQueue(new QueueName("elsewhere")));
            assertTold(() -> elsewhere.run(Stream.of("a", "b"), result -> {}), "the same queue, or another job name");
            worker.abort();
        }
    }
}
