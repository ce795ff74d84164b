package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.task.Reply;
import dev.taskmaster.worker.slot.Content;
import dev.taskmaster.worker.slot.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A task message, read whole when it comes in.
 *
 * @param id the message's id
 * @param count how often the broker has handed it out
 * @param content what it asks for
 * @param replyTo where the answer goes, or {@code null} if it breaks the contract
 * @param correlationId what the answer echoes
 * @param answers sends answers on the session that took the message
 */
record JmsDelivery(
        String id, int count, Content content, @Nullable Queue replyTo, String correlationId, Answers answers)
        implements Delivery {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    static JmsDelivery of(Message message, Answers answers) throws JMSException {
        var id = String.valueOf(message.getJMSMessageID());
        var asked = message.getJMSCorrelationID();
        int count = message.propertyExists(DELIVERY_COUNT) ? message.getIntProperty(DELIVERY_COUNT) : 1;
        Content content;
        Queue replyTo = null;
        try {
            content = content(message, id);
            replyTo = answers.queue(message.getJMSReplyTo(), defaultAddress(content));
        } catch (MalformedMessageException | MessageFormatException | IllegalArgumentException e) {
            content = new Content.Malformed(String.valueOf(e.getMessage()));
        }
        return new JmsDelivery(id, count, content, replyTo, asked == null ? id : asked, answers);
    }

    private static Content content(Message message, String id) throws JMSException, MalformedMessageException {
        return TaskMessages.isRaw(message)
                ? new Content.Raw(TaskMessages.text(message), id)
                : new Content.OfJob(TaskMessages.read(message));
    }

    private static String defaultAddress(Content content) {
        return content instanceof Content.OfJob job
                ? Addresses.ofResults(job.chunk().job())
                : Addresses.RESULTS;
    }

    @Override
    public boolean answer(Reply reply) {
        return replyTo != null && answers.send(replyTo, correlationId, reply);
    }

    @Override
    public boolean answer(String result) {
        return replyTo != null && answers.send(replyTo, correlationId, result);
    }
}
