package dev.taskmaster.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQTextMessage;
import org.apache.activemq.artemis.reader.TextMessageUtil;
import org.jspecify.annotations.Nullable;

/** Messages with a text in them, made and read as one block. */
public final class Texts {

    private Texts() {}

    /** A message of that session to be sent; its text is in it already and cannot be asked for. */
    public static TextMessage message(Session session, String text) throws JMSException {
        var message = session.createTextMessage();
        if (message instanceof ActiveMQTextMessage artemis) {
            TextMessageUtil.writeBodyText(artemis.getCoreMessage().getBodyBuffer(), Utf16.encode(text));
        } else {
            message.setText(text);
        }
        return message;
    }

    /**
     * A text that was received.
     *
     * @throws RuntimeException if the body says of itself what is not so: a length beyond its end, a negative one
     */
    static TextMessage received(ClientMessage message) throws ActiveMQException {
        return new Received(message);
    }

    private static final class Received extends ActiveMQTextMessage {

        private final @Nullable String text;

        Received(ClientMessage message) throws ActiveMQException {
            super(message, null);
            doBeforeReceive();
            var body = TextMessageUtil.readBodyText(message.getBodyBuffer());
            text = body == null ? null : Utf16.decode(body);
        }

        @Override
        public @Nullable String getText() {
            return text;
        }
    }
}
