package dev.taskmaster.log;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out what Artemis logs although it also throws it, so that a person reads it once, and what it warns of only
 * because it is being stopped.
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

    private static final List<String> LEFT_OUT =
            List.of(NO_CONNECTION, REFUSED, CLEARED_LATER, NO_TLS, HUNG_UP, REFUSED_BY_STOMP);

    @Override
    public boolean isLoggable(LogRecord entry) {
        var message = String.valueOf(entry.getMessage());
        return LEFT_OUT.stream().noneMatch(message::startsWith)
                && !message.contains(STOPPED)
                && !String.valueOf(entry.getThrown()).contains(STOPPED);
    }
}
