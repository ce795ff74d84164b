package dev.taskmaster.jms;

import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.message.TaskBody;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;

/** Chunks in task messages, and back. */
public final class TaskMessages {

    private TaskMessages() {}

    /** A message of that session with the chunk in it; the caller adds JMSReplyTo. */
    public static TextMessage write(Session session, Chunk chunk) throws JMSException {
        var message = Texts.message(session, TaskBody.encode(chunk.payloads()));
        message.setStringProperty(PropertyNames.JOB, chunk.job().text());
        message.setLongProperty(PropertyNames.FIRST, chunk.first());
        message.setIntProperty(PropertyNames.COUNT, chunk.count());
        message.setIntProperty(PropertyNames.ATTEMPT, chunk.attempt());
        if (chunk.crashes() > 0) {
            message.setIntProperty(PropertyNames.CRASHES, chunk.crashes());
        }
        if (chunk.timeLimit() != null) {
            message.setLongProperty(
                    PropertyNames.TIMEOUT_MILLIS, chunk.timeLimit().toMillis());
        }
        message.setJMSCorrelationID(correlationId(chunk.job(), chunk.first()));
        return message;
    }

    /** Whether it is a task that some other program sent: without a job, its body is the one payload. */
    public static boolean isRaw(Message message) throws JMSException {
        return !message.propertyExists(PropertyNames.JOB);
    }

    /** The body of a message as text. */
    public static String text(Message message) throws JMSException, MalformedMessageException {
        if (message instanceof TextMessage textMessage) {
            var text = textMessage.getText();
            return text == null ? "" : text;
        }
        throw new MalformedMessageException("a message must be a TextMessage with a text in it");
    }

    /**
     * The chunk in a message that is not raw.
     *
     * @throws MalformedMessageException if it breaks the contract
     */
    public static Chunk read(Message message) throws JMSException, MalformedMessageException {
        var payloads = TaskBody.decode(text(message));
        var fields = new MessageFields(message);
        fields.expectCount(payloads.size());
        try {
            return new Chunk(
                    fields.job(),
                    fields.number(PropertyNames.FIRST),
                    payloads,
                    fields.smallNumber(PropertyNames.ATTEMPT),
                    message.propertyExists(PropertyNames.TIMEOUT_MILLIS)
                            ? Duration.ofMillis(fields.number(PropertyNames.TIMEOUT_MILLIS))
                            : null,
                    message.propertyExists(PropertyNames.CRASHES) ? fields.smallNumber(PropertyNames.CRASHES) : 0);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    static String correlationId(JobName job, long first) {
        return job + ":" + first;
    }
}
