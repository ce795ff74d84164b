package dev.taskmaster.log;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Leaves out what Artemis logs although it also throws it, so that a person reads it once. */
public final class ToldElsewhere implements Filter {

    /** A connection could not be made, for example because the host is not known: logged anew at each try. */
    private static final String NO_CONNECTION = "AMQ214016:";

    /** The broker refused something to a client, for example for want of room: the client is told, and tells. */
    private static final String REFUSED = "AMQ224016:";

    private static final List<String> LEFT_OUT = List.of(NO_CONNECTION, REFUSED);

    @Override
    public boolean isLoggable(LogRecord entry) {
        var message = entry.getMessage();
        return message == null || LEFT_OUT.stream().noneMatch(message::startsWith);
    }
}
