package dev.taskmaster.master.web;

import dev.taskmaster.settings.HostPort;
import dev.taskmaster.settings.SettingsReader;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the pages are.
 *
 * @param listen with port 0 the system chooses a free one
 * @param asked whether a person asked for this address, who is then told when it is not free
 */
public record WebSettings(HostPort listen, boolean asked) {

    private static final String CONSOLE = "console";
    private static final String OFF = "off";

    private static final String[] OPENING = {"tls", "mtls", "insecure"};
    private static final String FORM = "must be off, or HOST:PORT";
    private static final String RULE = FORM + " with HOST one of 127.0.0.1, localhost, [::1]; others can reach it with"
            + " --tls, or by a tunnel: ssh -L 8161:127.0.0.1:8161 HOST";

    /** Where the pages of a broker are that stays: Artemis' own port for its console. */
    public static final WebSettings DEFAULT = new WebSettings(new HostPort("127.0.0.1", 8161), false);

    /**
     * Reads {@code console}; what is wrong becomes a problem of the reader. Others can reach it only where that is asked
     * for in so many words, because passwords travel there.
     *
     * @param otherwise what it is when nobody sets it
     * @return nothing for off
     */
    public static Optional<WebSettings> read(SettingsReader reader, Optional<WebSettings> otherwise) {
        if (reader.text(CONSOLE).filter(OFF::equals).isPresent()) {
            return Optional.empty();
        }
        boolean open = Arrays.stream(OPENING).anyMatch(reader::flag);
        return reader.value(CONSOLE, text -> parse(text, open)).or(() -> otherwise);
    }

    private static WebSettings parse(String text, boolean open) {
        try {
            var listen = HostPort.parse(text);
            if (open || listen.isLoopback()) {
                return new WebSettings(listen, true);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(open ? FORM : RULE, e);
        }
        throw new IllegalArgumentException(RULE);
    }
}
