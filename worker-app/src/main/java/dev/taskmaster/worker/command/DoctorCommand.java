package dev.taskmaster.worker.command;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.command.CommandSettings;
import dev.taskmaster.command.ConnectionOptions;
import dev.taskmaster.command.VerboseOption;
import dev.taskmaster.command.Version;
import dev.taskmaster.doctor.Diagnosis;
import dev.taskmaster.doctor.OwnProcess;
import dev.taskmaster.doctor.PrivateFile;
import dev.taskmaster.doctor.Route;
import dev.taskmaster.settings.ConnectionReader;
import dev.taskmaster.settings.Settings;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.jms.Visit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code worker doctor}: tells what is wrong here before a worker does. */
@Command(
        name = "doctor",
        description = "Looks at all that a worker needs here, a line for each check, and takes no task.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: that of the worst: 0 all is well or can wait, 2 wrong use, 3 broker unreachable, 4 refused."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "NAME,...",
            description = "The task queues to look at (default: tasks).")
    @Nullable
    String queue;

    @Option(names = "--json", arity = "0", description = "One JSON object on a line instead of a table.")
    @Nullable
    Boolean json;

    @Mixin
    VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        var diagnosis = new Diagnosis();
        OwnProcess.check(diagnosis, Version.text());
        diagnosis.ok(
                "clock",
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)
                        + " here; a worker may not ask the broker's, so \"master doctor\" compares them");
        try {
            refuseOptionsBefore();
            check(diagnosis, CommandSettings.of(spec, System.getenv()));
        } catch (InvalidUseException e) {
            diagnosis.fail("settings", e);
        }
        var out = spec.commandLine().getOut();
        out.print(Boolean.TRUE.equals(json) ? diagnosis.json() + System.lineSeparator() : diagnosis.table());
        out.flush();
        return diagnosis.status().code();
    }

    /** They would be those of a worker that nobody starts, and the doctor would look elsewhere. */
    private void refuseOptionsBefore() {
        var worker = spec.parent();
        if (worker != null
                && !worker.commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw new InvalidUseException(
                    "options must stand behind the word doctor, as in \"worker doctor --config FILE\"");
        }
    }

    private void check(Diagnosis diagnosis, Settings given) {
        boolean usesDefaultFile = !given.has("config") && !given.has("user");
        var file = usesDefaultFile
                ? WorkerOptions.DEFAULT_FILE
                : given.reader().value("config", Path::of).orElse(null);
        if (file != null
                && !PrivateFile.check(
                        diagnosis,
                        "file",
                        file,
                        "a master writes it when it starts here for the first time; on another host copy it from the"
                                + " master's and give --config")) {
            return;
        }
        var settings = usesDefaultFile ? CommandSettings.withFile(given, WorkerOptions.DEFAULT_FILE, spec) : given;
        var reader = settings.reader();
        var broker = ConnectionReader.read(reader);
        var served = reader.value("queue", ServedQueues::parse).orElse(ServedQueues.only(QueueName.DEFAULT));
        reader.check();
        diagnosis.ok("settings", broker.toString());
        if (new Route(broker, Clock.systemUTC()).check(diagnosis)) {
            Visit.check(diagnosis, broker, served.names());
        }
    }
}
