package dev.taskmaster.master.embedded;

import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import dev.taskmaster.tls.TlsClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program does that knows STOMP 1.2 and the page of messages: it speaks in frames and nothing else. */
final class StompClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    private StompClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    }

    /**
     * A frame.
     *
     * @param command what it is
     * @param headers its headers
     * @param body its body
     */
    record Frame(String command, Map<String, String> headers, String body) {

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    /** A connection that has not said anything yet. */
    static StompClient open(HostPort place, ConnectionSettings login) throws IOException {
        return new StompClient(
                login.tls() == null
                        ? new Socket(place.host(), place.port())
                        : TlsClient.context(login.tls()).getSocketFactory().createSocket(place.host(), place.port()));
    }

    /** Logs in; the broker's answer tells how that went. */
    Frame connect(String user, String password) throws IOException {
        send("CONNECT", Map.of("accept-version", "1.2", "host", "any", "login", user, "passcode", password), "");
        return next();
    }

    static StompClient connected(HostPort place, ConnectionSettings login) throws IOException {
        var client = open(place, login);
        var answer = client.connect(login.user(), login.password().reveal());
        if (!answer.command().equals("CONNECTED")) {
            throw new IOException("not connected: " + answer);
        }
        return client;
    }

    void send(String command, Map<String, String> headers, String body) throws IOException {
        var frame = new StringBuilder(command).append('\n');
        // A password is not escaped, as the specification has it.
        headers.forEach((name, value) -> frame.append(name)
                .append(':')
                .append(
                        command.equals("CONNECT")
                                ? value
                                : value.replace("\\", "\\\\").replace(":", "\\c"))
                .append('\n'));
        frame.append('\n').append(body).append('\0');
        socket.getOutputStream().write(frame.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends with a receipt and returns what answers it: a RECEIPT when it is done, or an ERROR, which does not always name
     * the receipt. What else comes before that is lost.
     */
    Frame ask(String command, Map<String, String> headers, String body) throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("receipt", command);
        send(command, all, body);
        while (true) {
            var frame = next();
            if (command.equals(frame.header("receipt-id")) || frame.command().equals("ERROR")) {
                return frame;
            }
        }
    }

    /** Subscribes, one message at a time, to be acknowledged singly. */
    Frame subscribe(String destination) throws IOException {
        return ask("SUBSCRIBE", Map.of("id", "0", "destination", destination, "ack", "client-individual"), "");
    }

    /** The next frame; heart-beats are passed over. */
    Frame next() throws IOException {
        var command = line();
        while (command.isEmpty()) {
            command = line();
        }
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(line.substring(0, colon), unescaped(line.substring(colon + 1)));
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if (in.read() != 0) {
            throw new IOException("no NUL after " + command + headers);
        }
        return new Frame(command, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String unescaped(String text) {
        return text.replace("\\c", ":").replace("\\n", "\n").replace("\\\\", "\\");
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the broker hung up after \"" + line.toString(StandardCharsets.UTF_8) + "\"");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
