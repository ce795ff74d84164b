package dev.taskmaster.master.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a broker in this process listens, keeps its data and shows itself. */
final class EmbeddedOptions {

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where the broker in this process listens (default: 127.0.0.1:61616; port 0: the system chooses). Another host than this machine itself needs --tls or --insecure.")
    @Nullable
    String listen;

    @Option(
            names = "--stomp",
            paramLabel = "HOST:PORT",
            description = "Where the broker in this process also speaks STOMP, for workers in other languages"
                    + " (default: nowhere; port 0: the system chooses). The same rules as for --listen.")
    @Nullable
    String stomp;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The directory of the broker in this process, with the credentials (default: taskmaster-data).")
    @Nullable
    String data;

    @Option(
            names = "--console",
            paramLabel = "HOST:PORT|off",
            description = "Where browsers find the console and the metrics of the broker in this process"
                    + " (default: 127.0.0.1:8161 for serve, else off; port 0: the system chooses).")
    @Nullable
    String console;

    @Mixin
    TlsOptions tls = new TlsOptions();
}
