package dev.taskmaster.endtoend;

import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.ReplyBody;
import dev.taskmaster.message.TaskBody;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jspecify.annotations.Nullable;

/** Messages that are no tasks and no results, each for a reason of its own: the same for the same seed. For one thread. */
final class FuzzMessages {

    private static final byte TEXT = 3;
    private static final byte OBJECT = 2;
    private static final byte MAP = 5;
    private static final byte STREAM = 6;

    private final Session session;
    private final Random random;
    private final FuzzText texts;
    private final boolean results;

    private FuzzMessages(Session session, Random random, boolean results) {
        this.session = session;
        this.random = random;
        this.texts = new FuzzText(random);
        this.results = results;
    }

    static FuzzMessages results(Session session, Random random) {
        return new FuzzMessages(session, random, true);
    }

    static FuzzMessages tasks(Session session, Random random) {
        return new FuzzMessages(session, random, false);
    }

    /** One that breaks the contract, or, among results, one that is for no task that was sent. */
    Message next(String job) throws JMSException {
        return switch (random.nextInt(18)) {
            case 0 -> {
                var message = session.createBytesMessage();
                message.writeBytes(bytes());
                yield with(message, job);
            }
            case 1 -> {
                var message = session.createMapMessage();
                message.setString("ok", texts.next());
                yield with(message, job);
            }
            case 2 -> {
                var message = session.createStreamMessage();
                message.writeString(texts.next());
                yield with(message, job);
            }
            case 3 -> with(session.createObjectMessage(new ArrayList<>(List.of(texts.next()))), job);
            case 4 -> with(session.createMessage(), job);
            case 5 -> with(core(TEXT, bytes()), job);
            // 7 and 8 are the broker's own, which refuses them, and all that shares their transaction.
            case 6 -> with(core((byte) (9 + random.nextInt(100)), bytes()), job);
            case 7 -> with(core(random.nextBoolean() ? OBJECT : STREAM, hugeLength()), job);
            case 8 -> with(core(MAP, hugeLength()), job);
            case 9 -> with(core(TEXT, hugeLength()), job);
            case 10 -> without(with(session.createTextMessage(body()), job));
            case 11 -> wrongType(with(session.createTextMessage(body()), job));
            case 12 -> number(job, "count", pick(0, -1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE));
            case 13 -> first(job);
            case 14 -> number(job, "attempt", pick(0, -1, Integer.MIN_VALUE));
            case 15 -> badName(job);
            case 16 ->
                results ? neverSent(job) : number(job, "crashes", pick(-1, Integer.MAX_VALUE, Integer.MIN_VALUE));
            default -> with(session.createTextMessage(malformed()), job);
        };
    }

    private String body() {
        return results ? "[{\"ok\":\"forged\"},{\"ok\":\"forged\"}]" : "[\"1\",\"2\"]";
    }

    private String malformed() {
        while (true) {
            var text = texts.next();
            try {
                if (results) {
                    ReplyBody.decode(text);
                } else {
                    TaskBody.decode(text);
                }
            } catch (MalformedMessageException e) {
                return text;
            }
        }
    }

    private Message with(Message message, String job) throws JMSException {
        message.setStringProperty("job", job);
        message.setLongProperty("first", 0);
        message.setIntProperty("count", 2);
        message.setIntProperty("attempt", 1);
        if (results) {
            message.setStringProperty("worker", texts.nextShort());
            message.setLongProperty("run_micros", random.nextLong() >>> 1);
            // As a dead letter has it, so that a retry would take it for one.
            message.setStringProperty("failed", "error: forged");
        }
        return message;
    }

    private Message without(Message message) throws JMSException {
        // A task without "job" is a raw one, which is no fault.
        var names = results
                ? List.of("job", "first", "count", "attempt", "worker", "run_micros")
                : List.of("first", "count", "attempt");
        return change(message, names.get(random.nextInt(names.size())), null);
    }

    private Message wrongType(Message message) throws JMSException {
        var names = results
                ? List.of("job", "first", "count", "attempt", "worker")
                : List.of("job", "first", "count", "attempt");
        var name = names.get(random.nextInt(names.size()));
        Object value = name.equals("job") || name.equals("worker")
                ? pick((Object) 1, 2.5, true, Long.MAX_VALUE)
                : pick((Object) "0x1", 2.5, true, "9".repeat(1_000));
        return change(message, name, value);
    }

    private static Message change(Message message, String name, @Nullable Object value) throws JMSException {
        var kept = new TreeMap<String, Object>();
        for (var names = message.getPropertyNames(); names.hasMoreElements(); ) {
            var each = String.valueOf(names.nextElement());
            kept.put(each, message.getObjectProperty(each));
        }
        message.clearProperties();
        for (var entry : kept.entrySet()) {
            if (!entry.getKey().equals(name) && !entry.getKey().startsWith("JMSX")) {
                message.setObjectProperty(entry.getKey(), entry.getValue());
            }
        }
        if (value != null) {
            message.setObjectProperty(name, value);
        }
        return message;
    }

    private Message number(String job, String name, int value) throws JMSException {
        return change(with(session.createTextMessage(body()), job), name, value);
    }

    private Message first(String job) throws JMSException {
        return change(
                with(session.createTextMessage(body()), job),
                "first",
                pick(-1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1));
    }

    private Message badName(String job) throws JMSException {
        var name = results && random.nextBoolean() ? "other-" + random.nextInt(1_000) : job + "\n" + texts.nextShort();
        return change(with(session.createTextMessage(body()), job), "job", name);
    }

    private Message neverSent(String job) throws JMSException {
        return change(
                with(session.createTextMessage(body()), job), "first", 1_000_000L + random.nextInt(Integer.MAX_VALUE));
    }

    /** A message of a type that says of its body what that is not. */
    private Message core(byte type, byte[] body) throws JMSException {
        var core = ((ActiveMQSession) session).getCoreSession();
        var message = core.createMessage(type, true);
        message.getBodyBuffer().writeBytes(body);
        var wrapped = new ActiveMQMessage(message, core);
        // Only so may it have others.
        wrapped.clearProperties();
        return wrapped;
    }

    private byte[] bytes() {
        var bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        // Not by chance the mark of no text.
        bytes[0] = 1;
        return bytes;
    }

    /** Where a length or a number of entries stands, the highest one or a negative one. */
    private byte[] hugeLength() {
        int length = pick(Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1_500_000_000, -1, Integer.MIN_VALUE);
        return ByteBuffer.allocate(9)
                .put((byte) 1)
                .putInt(random.nextBoolean() ? length : length << 8)
                .putInt(length)
                .array();
    }

    @SafeVarargs
    private <T> T pick(T... of) {
        return of[random.nextInt(of.length)];
    }
}
