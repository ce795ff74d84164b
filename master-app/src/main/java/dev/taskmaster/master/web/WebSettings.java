package dev.taskmaster.master.web;

import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.SettingsReader;
import java.util.Optional;

/**
 * Where the pages are.
 *
 * @param listen an address of loopback; with port 0 the system chooses a free one
 * @param asked whether a person asked for this address, who is then told when it is not free
 */
public record WebSettings(HostPort listen, boolean asked) {

    private static final String CONSOLE = "console";
    private static final String OFF = "off";

    private static final String RULE = "must be off, or HOST:PORT with HOST one of 127.0.0.1, localhost, [::1]"
            + " (the way there from elsewhere is a tunnel: ssh -L 8161:127.0.0.1:8161 HOST)";

    /** Where the pages of a broker are that stays: Artemis' own port for its console. */
    public static final WebSettings DEFAULT = new WebSettings(new HostPort("127.0.0.1", 8161), false);

    /** Refuses what others can reach: passwords travel there as they are. */
    public WebSettings {
        if (!listen.isLoopback()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /**
     * Reads {@code console}; what is wrong becomes a problem of the reader.
     *
     * @param otherwise what it is when nobody sets it
     * @return nothing for off
     */
    public static Optional<WebSettings> read(SettingsReader reader, Optional<WebSettings> otherwise) {
        if (reader.text(CONSOLE).filter(OFF::equals).isPresent()) {
            return Optional.empty();
        }
        return reader.value(CONSOLE, WebSettings::parse).or(() -> otherwise);
    }

    private static WebSettings parse(String text) {
        try {
            return new WebSettings(HostPort.parse(text), true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }
}
