package dev.taskmaster.master.command;

import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.StopSignals;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.log.Logging;
import dev.taskmaster.master.web.WebSettings;
import dev.taskmaster.task.QueueName;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master serve}: the broker, until it is stopped. */
@Command(
        name = "serve",
        description = "Runs the broker until it is stopped; other masters and workers use it.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.VALUES, HelpText.STATUS})
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private static final String AUDIT = "audit";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Mixin
    EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    PairOptions pair = new PairOptions();

    @Option(
            names = "--audit",
            arity = "0",
            description = "Also log who logs in, who is refused and who changes queues.")
    @Nullable
    Boolean audit;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with any of the options.")
    @Nullable
    String config;

    @Override
    public Integer call() throws InterruptedException {
        var reader = CommandSettings.of(spec, System.getenv()).reader();
        var broker = BrokerAccess.ownOfPair(reader, Optional.of(WebSettings.DEFAULT));
        boolean audited = reader.flag(AUDIT);
        reader.check();
        if (audited) {
            Logging.audit();
        }
        var signals = StopSignals.caught();
        try (var access = broker.open()) {
            if (access.isActive()) {
                log.info("ready; a worker is started with \"{}\"", access.workerCommand(QueueName.DEFAULT));
            } else {
                log.info("ready to serve when the other broker of the pair does not");
            }
            signals.await();
        }
        return signals.status();
    }
}
