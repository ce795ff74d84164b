package dev.taskmaster.doctor;

import dev.taskmaster.ExitStatus;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to a broker up to the point where a login is needed: its name, its port and its certificate. Of a pair of brokers
 * one may be down.
 */
public final class Route {

    /** A broker that is there answers in some milliseconds, over a slow line in some hundred. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String PORT = "port";
    private static final int NANOS_A_MILLI = 1_000_000;

    private final ConnectionSettings settings;
    private final Clock clock;

    /** The way that settings tell. */
    public Route(ConnectionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Goes it.
     *
     * @return whether at least one place answers, so that a login can be tried
     */
    public boolean check(Diagnosis diagnosis) {
        var places = HostPort.allIn(settings.url());
        var reached = new ArrayList<HostPort>();
        for (var place : places) {
            var found = places.size() == 1 ? diagnosis : new Diagnosis();
            if (resolves(found, place) && connects(found, place)) {
                reached.add(place);
            }
            if (places.size() > 1) {
                found.findings().forEach(finding -> ofPair(diagnosis, finding, place));
            }
        }
        if (places.isEmpty() || (reached.isEmpty() && places.size() > 1)) {
            diagnosis.fail(
                    PORT,
                    "no place of " + settings.url() + " answers: start one with \"master serve\" or check the url",
                    ExitStatus.BROKER_UNREACHABLE);
        }
        var tls = settings.tls();
        if (tls != null) {
            reached.forEach(place -> new Certificate(tls, place, clock).check(diagnosis));
        } else if (!reached.isEmpty()) {
            withoutTls(diagnosis, reached);
        }
        return !reached.isEmpty();
    }

    /** That a backup waits is no failure, as long as the other answers; nor is one that is gone. */
    private static void ofPair(Diagnosis diagnosis, Finding finding, HostPort place) {
        if (finding.level() != Finding.Level.FAIL) {
            diagnosis.ok(finding.check(), finding.text());
        } else if (finding.check().equals(PORT)) {
            diagnosis.ok(PORT, place + " does not serve now: of a pair the one that waits does not listen");
        } else {
            diagnosis.warn(finding.check(), finding.text());
        }
    }

    private static void withoutTls(Diagnosis diagnosis, List<HostPort> reached) {
        if (reached.stream().allMatch(HostPort::isLoopback)) {
            diagnosis.ok("tls", "not used, on this machine alone");
        } else {
            diagnosis.warn(
                    "tls",
                    "the settings do not ask for it, so passwords and tasks can be read on the way: \"master serve --tls\", and"
                            + " copy the credentials file again");
        }
    }

    private static boolean resolves(Diagnosis diagnosis, HostPort place) {
        try {
            diagnosis.ok(
                    "name",
                    place.host() + " is " + InetAddress.getByName(place.host()).getHostAddress());
            return true;
        } catch (UnknownHostException e) {
            diagnosis.fail(
                    "name",
                    "the host " + place.host()
                            + " is not known here: correct the url, or tell this machine the name, as in"
                            + " /etc/hosts",
                    ExitStatus.BROKER_UNREACHABLE);
            return false;
        }
    }

    private static boolean connects(Diagnosis diagnosis, HostPort place) {
        long start = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), (int) PATIENCE.toMillis());
            diagnosis.ok(PORT, place + " answers in " + (System.nanoTime() - start) / NANOS_A_MILLI + " ms");
            return true;
        } catch (IOException | IllegalArgumentException e) {
            diagnosis.fail(
                    PORT,
                    "nobody answers at " + place + " (" + e.getMessage() + "): start \"master serve\" there, check its"
                            + " --listen and the firewalls between",
                    ExitStatus.BROKER_UNREACHABLE);
            return false;
        }
    }
}
