package dev.taskmaster.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out what Artemis logs although it also throws it, so that a person reads it once, and what it warns of only
 * because it is being stopped; and tells once a minute what strangers could have it log without end. Thread-safe.
 */
public final class ToldElsewhere implements Filter {

    /** A connection could not be made, for example because the host is not known: logged anew at each try. */
    private static final String NO_CONNECTION = "AMQ214016:";

    /** The broker refused something to a client, for example for want of room: the client is told, and tells. */
    private static final String REFUSED = "AMQ224016:";

    /** A broker that stops leaves a message to be cleared away by its next start. */
    private static final String CLEARED_LATER = "AMQ224171:";

    /** Why a consumer of a broker that stops could not be closed singly: all end with it. */
    private static final String STOPPED = "AMQ229257:";

    /** TLS did not come about with a client: our acceptor says why in its own line. */
    private static final String NO_TLS = "AMQ222208:";

    /** A broker hung up while a client waited for its first words: the client's own line follows. */
    private static final String HUNG_UP = "AMQ212064:";

    /** The broker refused something to a client by STOMP, or told one that is gone: the client is told, and tells. */
    private static final String REFUSED_BY_STOMP = "AMQ332069:";

    /** A client broke off before it had said which protocol it speaks. */
    private static final String BROKEN_OFF = "AMQ224126:";

    /** The broker that serves lost the other one of its pair: its own line says how the pair stands now. */
    private static final String OTHER_LOST = "AMQ222092:";

    /** One of a pair that waits again after it has served meets its own meters, those of the JVM, which go on. */
    private static final String METER_IS_THERE = "This Gauge has been already registered";

    private static final List<String> LEFT_OUT = List.of(
            NO_CONNECTION,
            REFUSED,
            CLEARED_LATER,
            NO_TLS,
            HUNG_UP,
            REFUSED_BY_STOMP,
            BROKEN_OFF,
            OTHER_LOST,
            METER_IS_THERE);

    /**
     * What one of a pair that waits says when it is stopped, or begins to serve, while it looks for the other one; only with
     * that cause.
     */
    private static final Map<String, String> BROKEN_OFF_LOOKING = Map.of(
            "Stopping the broker because the connection to the replication cluster failed", "InterruptedException",
            "Server locator is closed", "IllegalStateException",
            "AMQ212028:", "ILLEGAL_STATE");

    /** The most connections are there, or a login is garbage: a flood of either must not bury the rest. */
    private static final List<String> ONCE_A_MINUTE = List.of("AMQ222206:", "AMQ214013:", "AMQ222218:");

    private static final long MINUTE = 60_000;

    private final Map<String, Long> told = new ConcurrentHashMap<>();

    @Override
    public boolean isLoggable(LogRecord entry) {
        var message = String.valueOf(entry.getMessage());
        return LEFT_OUT.stream().noneMatch(message::startsWith)
                && !message.contains(STOPPED)
                && !String.valueOf(entry.getThrown()).contains(STOPPED)
                && BROKEN_OFF_LOOKING.entrySet().stream()
                        .noneMatch(told -> message.startsWith(told.getKey())
                                && String.valueOf(entry.getThrown()).contains(told.getValue()))
                && isDue(message, entry.getMillis());
    }

    private boolean isDue(String message, long millis) {
        return ONCE_A_MINUTE.stream()
                .filter(message::startsWith)
                .allMatch(kind ->
                        told.compute(kind, (same, last) -> last == null || millis - last >= MINUTE ? millis : last)
                                == millis);
    }
}
