package dev.taskmaster.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * A job as somebody writes it who knows JMS: persistent messages, one a task; the sender and the collector commit in
 * batches, and what is acknowledged is in the file and synced. A request and its reply are as durable.
 *
 * @param connection that is started
 */
record PlainJob(Connection connection) {

    static final String TASKS = "tasks";
    private static final String RESULTS = "results";
    private static final int BATCH = 100;
    private static final long PATIENCE_MILLIS = 60_000;

    /** Tasks a second, from the first one sent to the commit of the last result. */
    double throughput(int tasks, Path file) throws Exception {
        long begin = System.nanoTime();
        var sending = CompletableFuture.runAsync(() -> {
            try {
                send(tasks);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        collect(tasks, file);
        double seconds = (System.nanoTime() - begin) / 1e9;
        sending.join();
        return tasks / seconds;
    }

    private void send(int tasks) throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(TASKS))) {
            var results = session.createQueue(RESULTS);
            for (int index = 0; index < tasks; index++) {
                var task = session.createTextMessage(Integer.toString(index));
                task.setJMSReplyTo(results);
                task.setJMSCorrelationID(Integer.toString(index));
                producer.send(task);
                if ((index + 1) % BATCH == 0 || index + 1 == tasks) {
                    session.commit();
                }
            }
        }
    }

    private void collect(int tasks, Path file) throws JMSException, IOException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var results = session.createConsumer(session.createQueue(RESULTS));
                var output = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var lines = new StringBuilder();
            int open = 0;
            for (int collected = 0; collected < tasks; collected++) {
                lines.append(received(results, session).getText()).append('\n');
                open++;
                if (open == BATCH || collected + 1 == tasks) {
                    output.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
                    output.force(false);
                    session.commit();
                    lines.setLength(0);
                    open = 0;
                }
            }
        }
    }

    /** The median of requests one at a time, from the send to the reply in hand, in milliseconds. */
    double roundTrip(int warmUp, int requests) throws JMSException {
        var nanos = new long[requests];
        try (var out = connection.createSession(true, Session.SESSION_TRANSACTED);
                var back = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = out.createProducer(out.createQueue(TASKS));
                var replies = back.createConsumer(back.createQueue(RESULTS))) {
            // Once: a session asks the broker at each call.
            var replyTo = out.createQueue(RESULTS);
            for (int number = -warmUp; number < requests; number++) {
                long begin = System.nanoTime();
                var request = out.createTextMessage(Integer.toString(number));
                request.setJMSReplyTo(replyTo);
                request.setJMSCorrelationID(Integer.toString(number));
                producer.send(request);
                out.commit();
                var reply = received(replies, back);
                if (number >= 0) {
                    nanos[number] = System.nanoTime() - begin;
                }
                back.commit();
                if (!Integer.toString(number).equals(reply.getJMSCorrelationID())) {
                    throw new IllegalStateException("the reply is to another request");
                }
            }
        }
        Arrays.sort(nanos);
        return nanos[requests / 2] / 1e6;
    }

    private static TextMessage received(jakarta.jms.MessageConsumer from, Session session) throws JMSException {
        var message = from.receive(PATIENCE_MILLIS);
        if (message == null) {
            session.rollback();
            throw new IllegalStateException("no result for " + PATIENCE_MILLIS + " ms");
        }
        return (TextMessage) message;
    }
}
