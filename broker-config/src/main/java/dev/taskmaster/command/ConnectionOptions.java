package dev.taskmaster.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is and who asks; read by {@link dev.taskmaster.settings.ConnectionReader}. */
public final class ConnectionOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The broker to use: tcp://HOST:PORT (default: as in --config).")
    @Nullable
    String url;

    @Option(names = "--user", paramLabel = "NAME", description = "The user to log in as (default: as in --config).")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password (default: as in --config).")
    @Nullable
    String passwordFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file with any of the options, such as a credentials file.")
    @Nullable
    String config;
}
