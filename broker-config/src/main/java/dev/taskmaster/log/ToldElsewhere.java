package dev.taskmaster.log;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Leaves out what the Artemis client logs although it also throws it, so that a person reads it once. */
public final class ToldElsewhere implements Filter {

    /** A connection could not be made, for example because the host is not known: logged anew at each try. */
    private static final String NO_CONNECTION = "AMQ214016:";

    @Override
    public boolean isLoggable(LogRecord entry) {
        var message = entry.getMessage();
        return message == null || !message.startsWith(NO_CONNECTION);
    }
}
