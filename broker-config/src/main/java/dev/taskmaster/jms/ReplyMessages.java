package dev.taskmaster.jms;

import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.message.ReplyBody;
import dev.taskmaster.task.Reply;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** Replies in result messages, and back. */
public final class ReplyMessages {

    private ReplyMessages() {}

    /** A message of that session with the reply in it; the caller adds JMSCorrelationID as the task asked for. */
    public static TextMessage write(Session session, Reply reply) throws JMSException {
        var message = Texts.message(session, ReplyBody.encode(reply.outcomes()));
        message.setStringProperty(PropertyNames.JOB, reply.job().text());
        message.setLongProperty(PropertyNames.FIRST, reply.first());
        message.setIntProperty(PropertyNames.COUNT, reply.count());
        message.setIntProperty(PropertyNames.ATTEMPT, reply.attempt());
        message.setStringProperty(PropertyNames.WORKER, reply.worker());
        message.setLongProperty(PropertyNames.RUN_MICROS, reply.runMicros());
        // For whoever counts and does not look into bodies.
        writeCount(message, PropertyNames.FAILED, reply.failed());
        writeCount(message, PropertyNames.AGAIN, reply.again());
        return message;
    }

    private static void writeCount(Message message, String name, int count) throws JMSException {
        if (count > 0) {
            message.setIntProperty(name, count);
        }
    }

    /**
     * The reply in a message.
     *
     * @throws MalformedMessageException if it breaks the contract
     */
    public static Reply read(Message message) throws JMSException, MalformedMessageException {
        var outcomes = ReplyBody.decode(TaskMessages.text(message));
        var fields = new MessageFields(message);
        fields.expectCount(outcomes.size());
        try {
            return new Reply(
                    fields.job(),
                    fields.number(PropertyNames.FIRST),
                    outcomes,
                    fields.smallNumber(PropertyNames.ATTEMPT),
                    fields.text(PropertyNames.WORKER),
                    fields.number(PropertyNames.RUN_MICROS));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }
}
