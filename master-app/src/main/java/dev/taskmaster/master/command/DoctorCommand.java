package dev.taskmaster.master.command;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.command.Version;
import dev.taskmaster.doctor.Diagnosis;
import dev.taskmaster.doctor.OwnProcess;
import dev.taskmaster.doctor.PrivateFile;
import dev.taskmaster.doctor.Route;
import dev.taskmaster.master.embedded.DataCheck;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code master doctor}: tells what is wrong before a job does. */
@Command(
        name = "doctor",
        description =
                "Looks at the data directory, the broker, its users, disk, clocks and workers, a line for each check."
                        + " It starts no broker, and takes and leaves nothing.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", HelpText.RUNNING_BROKER, HelpText.DOCTOR_STATUS})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", arity = "0", description = "One JSON object on a line instead of a table.")
    @Nullable
    Boolean json;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "The port to look at if no broker runs on the data directory (default: 127.0.0.1:61616).")
    @Nullable
    String listen;

    @Mixin
    RunningBrokerOptions broker = new RunningBrokerOptions();

    @Override
    public Integer call() {
        var diagnosis = new Diagnosis();
        OwnProcess.check(diagnosis, Version.text());
        try {
            var call = AdminCall.of(spec);
            if (call.isAboutOtherPlace()) {
                file(diagnosis, call.settings());
                visit(diagnosis, call.broker());
            } else if (here(diagnosis, call)) {
                visit(diagnosis, call.broker());
            }
        } catch (TaskmasterException e) {
            diagnosis.fail(e instanceof InvalidUseException ? "settings" : "broker", e);
        }
        var out = spec.commandLine().getOut();
        out.print(Boolean.TRUE.equals(json) ? diagnosis.json() + System.lineSeparator() : diagnosis.table());
        out.flush();
        return diagnosis.status().code();
    }

    private static void file(Diagnosis diagnosis, Settings settings) {
        settings.reader()
                .value("config", Path::of)
                .ifPresent(file -> PrivateFile.check(diagnosis, "file", file, "check --config"));
    }

    /** Where no broker runs there is nothing wrong: a job brings its own. */
    private static boolean here(Diagnosis diagnosis, AdminCall call) {
        var reader = call.reader();
        var data = BrokerAccess.data(reader);
        var place = reader.hostPort("listen").orElse(ConnectionSettings.DEFAULT_LISTEN);
        reader.check();
        boolean runs = DataCheck.check(diagnosis, data, place);
        if (!runs) {
            diagnosis.ok("broker", "none runs on " + data + ": \"master serve\" and \"master run\" start one");
        }
        return runs;
    }

    private static void visit(Diagnosis diagnosis, ConnectionSettings connection) {
        diagnosis.ok("settings", connection.toString());
        if (new Route(connection, Clock.systemUTC()).check(diagnosis)) {
            new Visit(diagnosis, Clock.systemUTC(), Version.text()).to(connection);
        }
    }
}
