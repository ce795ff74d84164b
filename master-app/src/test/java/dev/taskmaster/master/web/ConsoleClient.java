package dev.taskmaster.master.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** What a browser or a program does with the pages, without keeping cookies. */
public final class ConsoleClient {

    /** The first answer may have to wait for the console's start. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String url;

    /** For the pages at a URL without a slash at the end. */
    public ConsoleClient(String url) {
        this(url, HttpClient.newHttpClient());
    }

    /** The same by HTTPS. */
    public ConsoleClient(String url, SSLContext tls) {
        this(url, HttpClient.newBuilder().sslContext(tls).build());
    }

    private ConsoleClient(String url, HttpClient client) {
        this.client = client;
        this.url = url;
    }

    /** Asks for a page. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Asks for a page with a login. */
    public HttpResponse<String> get(String path, String user, String password) {
        return send(request(path).header("Authorization", basic(user, password)).GET());
    }

    /** Logs in as the console's page does. */
    public HttpResponse<String> login(String user, String password) {
        return send(request("/console/auth/login")
                .header("Content-Type", "application/json")
                .header("Origin", url)
                .POST(BodyPublishers.ofString("{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}")));
    }

    /** Reads how many messages a queue has, from a page of the server itself. */
    public HttpResponse<String> count(String queue, String user, String password) {
        return count(queue, user, password, url);
    }

    /** The same from a page of any origin. */
    public HttpResponse<String> count(String queue, String user, String password, String origin) {
        var name = "org.apache.activemq.artemis:broker=\\\"taskmaster\\\",component=addresses,address=\\\"" + queue
                + "\\\",subcomponent=queues,routing-type=\\\"anycast\\\",queue=\\\"" + queue + "\\\"";
        return send(request("/console/jolokia/")
                .header("Authorization", basic(user, password))
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(
                        "{\"type\":\"read\",\"mbean\":\"" + name + "\",\"attribute\":\"MessageCount\"}")));
    }

    /** Asks Jolokia for its version without an origin. */
    public HttpResponse<String> version(String user, String password) {
        return send(request("/console/jolokia/version")
                .header("Authorization", basic(user, password))
                .GET());
    }

    /** The same in a session of somebody who has logged in. */
    public HttpResponse<String> versionInSession(String cookie) {
        return send(request("/console/jolokia/version")
                .header("Cookie", cookie)
                .header("Origin", url)
                .GET());
    }

    private static String basic(String user, String password) {
        var login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer from " + url, e);
        }
    }
}
