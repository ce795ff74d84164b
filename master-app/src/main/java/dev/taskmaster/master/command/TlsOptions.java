package dev.taskmaster.master.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a broker in this process speaks TLS; read by {@link dev.taskmaster.master.tls.TlsWish}. */
final class TlsOptions {

    @Option(
            names = "--tls",
            arity = "0",
            description = "Speak TLS, with certificates in DIR/tls that are made where they are missing; also the"
                    + " console then. Users' credentials files hold what it takes to trust them.")
    @Nullable
    Boolean tls;

    @Option(
            names = "--mtls",
            arity = "0",
            description = "The same, and let in only who shows a certificate; the credentials files hold it.")
    @Nullable
    Boolean mtls;

    @Option(
            names = "--tls-host",
            paramLabel = "NAME",
            description = "A name or an address by which others reach this machine, for the certificate; may be given"
                    + " more than once (the host of --listen and this machine's name are in it anyway).")
    @Nullable
    List<String> tlsHost;

    @Option(
            names = "--insecure",
            arity = "0",
            description = "Listen for other machines without TLS: passwords and tasks can be read on the way.")
    @Nullable
    Boolean insecure;
}
