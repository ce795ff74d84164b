package dev.taskmaster.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A lab of a test's own: containers, network and volumes under a name of their own, and ports that the system chooses.
 * Closing removes all but the images.
 */
final class ComposeLab implements AutoCloseable {

    /** Building included, on a machine that has other things to do. */
    static final Duration LIMIT = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final List<String> command;

    private ComposeLab(Map<String, String> environment, List<String> command) {
        this.environment = environment;
        this.command = command;
    }

    /** Not up yet; with more files for Compose over the lab's own. */
    static ComposeLab open(String... files) {
        return of("compose.yaml", files);
    }

    /** The same with a pair of brokers. */
    static ComposeLab openPair(String... files) {
        return of("compose.ha.yaml", files);
    }

    private static ComposeLab of(String own, String... files) {
        Engine.assumeRunning();
        var command = new ArrayList<>(Engine.compose());
        command.addAll(List.of("-f", own));
        for (var file : files) {
            command.addAll(List.of("-f", file));
        }
        var name = "lab" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        return new ComposeLab(environment(name), List.copyOf(command));
    }

    private static Map<String, String> environment(String name) {
        return Map.of("COMPOSE_PROJECT_NAME", name, "LAB_BROKER_PORT", "0", "LAB_CONSOLE_PORT", "0");
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A command of Compose's for this lab that runs. */
    Call start(Path input, String... arguments) {
        var whole = new ArrayList<>(command);
        whole.addAll(Arrays.asList(arguments));
        return Call.start(environment, input, whole);
    }

    /** The same at its end, which must be that of a success: what it printed on standard output. */
    String compose(String... arguments) {
        return start(Engine.NO_INPUT, arguments).success(LIMIT);
    }

    /** Brings all up that is not, with the images as the sources are now. */
    void up(int workers) {
        compose("up", "-d", "--build", "--scale", "worker=" + workers);
    }

    /** {@code master} in a container of its own, as a client of the lab's broker. */
    Call client(Path input, String... arguments) {
        var whole = new ArrayList<>(List.of("run", "--rm", "-T", "client"));
        whole.addAll(Arrays.asList(arguments));
        return start(input, whole.toArray(String[]::new));
    }

    /** The containers of a service that run, by their ids. */
    List<String> containers(String service) {
        return compose("ps", "-q", service).lines().toList();
    }

    @Override
    public void close() {
        compose("down", "--volumes", "--timeout", "10", "--remove-orphans");
    }
}
