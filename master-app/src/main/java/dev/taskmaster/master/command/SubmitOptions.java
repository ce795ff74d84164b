package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is submitted, and how; read by {@link SubmitSettings}. */
final class SubmitOptions {

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "A file with one task a line (- for standard input; decompressed if it ends with .gz).")
    @Nullable
    String input;

    @Option(names = "--jsonl", arity = "0", description = "Each line of the input is a JSON string.")
    @Nullable
    Boolean jsonl;

    @Option(names = "--random", paramLabel = "N", description = "N random numbers from 0 to 10000 as tasks: the demo.")
    @Nullable
    String random;

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "QUEUE",
            description = "The queue whose workers do the job (default: tasks).")
    @Nullable
    String queue;

    @Option(
            names = {"-j", "--job"},
            paramLabel = "JOB",
            description =
                    "The job's name; a second run with it goes on where the first one stopped (default: generated).")
    @Nullable
    String job;

    @Option(names = "--retries", paramLabel = "N", description = "How often a failed task is run again (default: 2).")
    @Nullable
    String retries;

    @Option(
            names = "--task-timeout",
            paramLabel = "TIME",
            description = "How long one task may take (default: no limit).")
    @Nullable
    String taskTimeout;

    @Option(names = "--priority", paramLabel = "0..9", description = "Higher goes first (default: 4).")
    @Nullable
    String priority;

    @Option(
            names = "--chunk",
            paramLabel = "auto|N",
            description = "Tasks in a message (default: auto, by the time a task takes).")
    @Nullable
    String chunk;
}
