package dev.taskmaster.master.command;

import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.SettingsReader;
import dev.taskmaster.task.QueueName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The task queue that a command is about. */
final class QueueArgument {

    @Parameters(paramLabel = "QUEUE", description = "The task queue's name, as for --queue.")
    @Nullable
    String queue;

    /** Reads it; what is wrong becomes a problem of the reader, so the answer counts only after its check. */
    QueueName read(SettingsReader reader) {
        var text = queue == null ? "" : queue;
        try {
            return new QueueName(nameOf(text));
        } catch (IllegalArgumentException e) {
            reader.problem("queue argument", String.valueOf(e.getMessage()));
            return QueueName.DEFAULT;
        }
    }

    /** A person may also type what {@code master queues} shows. */
    private static String nameOf(String text) {
        var prefix = Addresses.TASKS + ".";
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
