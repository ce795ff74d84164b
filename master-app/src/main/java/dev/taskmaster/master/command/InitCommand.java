package dev.taskmaster.master.command;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.master.embedded.EmbeddedBroker;
import dev.taskmaster.master.embedded.EmbeddedSettings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master init}: makes what the first start would make. */
@Command(
        name = "init",
        description = "Makes a broker's users and, with --tls, its certificates, which \"serve\" also does by itself."
                + " Users and authority that are there already stay; the broker's certificate is renewed.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.VALUES, HelpText.STATUS})
final class InitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(InitCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Mixin
    EmbeddedOptions embedded = new EmbeddedOptions();

    @Mixin
    PairOptions pair = new PairOptions();

    @Option(
            names = "--artemis",
            arity = "0",
            description = "DIR/artemis is an instance of Apache Artemis: also write its etc/broker.xml and"
                    + " etc/login.config, so that it is a broker for Taskmaster (scripts/artemis-instance does it).")
    @Nullable
    Boolean artemis;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with any of the options.")
    @Nullable
    String config;

    @Override
    public Integer call() {
        var reader = CommandSettings.of(spec, System.getenv()).reader();
        var settings = EmbeddedSettings.readWithPair(reader);
        boolean instance = reader.flag("artemis");
        if (instance && settings.stomp() != null) {
            reader.problem(
                    "stomp", "is for a broker of \"serve\" or \"run\": a stand-alone one has it in its own broker.xml");
        }
        if (settings.listen().port() == 0) {
            reader.problem("listen", "must have the port that \"serve\" will have, because the users' files name it");
        }
        reader.check();
        var url = instance ? EmbeddedBroker.initializeInstance(settings) : EmbeddedBroker.initialize(settings);
        log.info("credentials for {} are in {}", url, settings.data().resolve(CredentialsFile.DIRECTORY));
        return ExitStatus.OK.code();
    }
}
