package dev.taskmaster.master.command;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.log.LogFormat;
import dev.taskmaster.master.job.OutputMark;
import dev.taskmaster.master.progress.ProgressMode;
import dev.taskmaster.master.sink.Format;
import dev.taskmaster.master.sink.OutputChoice;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.JobName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads where results go, and how. */
final class CollectSettings {

    private static final String STANDARD_OUTPUT = "-";
    private static final String NARRATED = "Result: ";

    private CollectSettings() {}

    static OutputChoice output(SettingsReader reader, JobName job, boolean narrate) {
        var file = reader.text("output")
                .filter(name -> !name.equals(STANDARD_OUTPUT))
                .map(Path::of)
                .orElse(null);
        var format = reader.value("format", Format::ofWord).orElse(Format.TEXT);
        var waiting = reader.flag("keep-order") ? waitingFile(file, BrokerAccess.data(reader), job) : null;
        return new OutputChoice(file, format, narrate && file == null ? NARRATED : "", waiting);
    }

    /** The output that a job was run with. */
    static OutputChoice asBefore(@Nullable OutputMark mark, Path data, JobName job) {
        return OutputChoice.of(
                mark == null ? OutputMark.start(OutputMark.STANDARD_OUTPUT) : mark,
                file -> waitingFile(file, data, job));
    }

    /** Beside the output, so that it is on the same disk and found again; without a file, with the master's data. */
    private static Path waitingFile(@Nullable Path output, Path data, JobName job) {
        return output == null
                ? data.resolve("waiting-" + job)
                : output.resolveSibling(output.getFileName() + ".waiting");
    }

    /** The demo tells each step; so does any run that asks for it. */
    static boolean narrates(SettingsReader reader, TaskInput input) {
        if (reader.text("narrate").isPresent()) {
            boolean asked = reader.flag("narrate");
            if (asked && logsJson(reader)) {
                reader.problem("narrate", "does not go with --log-format json, which has no other lines");
            }
            return asked;
        }
        return !logsJson(reader)
                && input instanceof TaskInput.Random
                && reader.text("output").isEmpty()
                && reader.text("format").isEmpty();
    }

    private static boolean logsJson(SettingsReader reader) {
        return reader.text("log-format").filter(LogFormat.JSON.word()::equals).isPresent();
    }

    /** A bar on a terminal, unless each step is told there or a program reads along. */
    static ProgressView progress(SettingsReader reader, boolean narrate) {
        boolean json = logsJson(reader);
        var asked = reader.value("progress", ProgressMode::ofWord);
        if (json && asked.isPresent() && (asked.get() == ProgressMode.BAR || asked.get() == ProgressMode.PLAIN)) {
            reader.problem("progress", "must be json or none where --log-format is json");
        }
        return ProgressView.of(asked.orElse(narrate || json ? ProgressMode.NONE : ProgressMode.BAR), System.getenv());
    }

    /** Finds out before a broker is started whether a file can be written at all. */
    static void tryWrite(OutputChoice output) {
        var file = output.file();
        if (file == null) {
            return;
        }
        var directory = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file)) {
            throw new InvalidUseException("output " + file + " is a directory: give the name of a file");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new InvalidUseException(
                    "output " + file + " cannot be written (its directory does not exist): check --output");
        }
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
                Files.delete(file);
            } else if (Files.isRegularFile(file)) {
                Files.newByteChannel(file, StandardOpenOption.WRITE).close();
            }
        } catch (IOException e) {
            throw new InvalidUseException(
                    "output " + file + " cannot be written (" + reason(e) + "): check --output", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : "the system does not allow it";
    }

    /** A new job would empty its own input. */
    static void refuseSame(TaskInput input, OutputChoice output) {
        var file = output.file();
        try {
            if (file != null
                    && input instanceof TaskInput.File from
                    && Files.exists(file)
                    && Files.isSameFile(file, from.path())) {
                throw new InvalidUseException(
                        "output " + file + " is the input itself: give the name of another file with --output");
            }
        } catch (IOException e) {
            throw new InvalidUseException(
                    "output " + file + " cannot be compared with the input: " + e.getMessage(), e);
        }
    }
}
