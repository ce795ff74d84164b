package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured, and with which workers; read by {@link BenchSettings}. */
final class BenchOptions {

    @Option(
            names = "--only",
            paramLabel = "PART,...",
            description = "What to measure: throughput, latency, efficiency (default: all).")
    @Nullable
    String only;

    @Option(names = "--tasks", paramLabel = "N", description = "Empty tasks for the throughput (default: 1000000).")
    @Nullable
    String tasks;

    @Option(
            names = "--latency-tasks",
            paramLabel = "N",
            description = "Tasks one at a time for the latency, after six times as many, and 6000 at most, to"
                    + " warm up (default: 1000).")
    @Nullable
    String latencyTasks;

    @Option(
            names = "--ideal",
            paramLabel = "TIME",
            description = "How long the tasks of each length would take at least if nothing else took time"
                    + " (default: 5s).")
    @Nullable
    String ideal;

    @Option(
            names = "--mix",
            arity = "0",
            description = "Measure the efficiency of changing lengths too: 99 %% 1ms with 1 %% 500ms, and a jump from"
                    + " 0.1ms to 100ms half way.")
    @Nullable
    Boolean mix;

    @Option(names = "--json", arity = "0", description = "Print one JSON object instead of tables.")
    @Nullable
    Boolean json;

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "QUEUE",
            description = "The queue whose workers are measured (default: bench).")
    @Nullable
    String queue;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Start N workers on this machine, and end them afterwards (default: use those at hand).")
    @Nullable
    String workers;

    @Option(names = "--slots", paramLabel = "N", description = "Slots of each of these workers (default: 1).")
    @Nullable
    String slots;

    @Option(
            names = "--worker-jar",
            paramLabel = "FILE",
            description = "The program for them (default: taskmaster-worker.jar beside the master's, or as built).")
    @Nullable
    String workerJar;

    @Option(
            names = "--worker-config",
            paramLabel = "FILE",
            description = "Their credentials file (default: worker.properties of the broker in this process, beside the"
                    + " file of --config, or in the directory of --data).")
    @Nullable
    String workerConfig;
}
