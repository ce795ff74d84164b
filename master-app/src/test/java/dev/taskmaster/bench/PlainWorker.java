package dev.taskmaster.bench;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;

/** A worker as somebody writes it who knows JMS: a task and its result are one transaction. Runs until it is ended. */
final class PlainWorker {

    private PlainWorker() {}

    public static void main(String[] args) throws Exception {
        try (var connection = PlainConnection.open(Path.of(args[0]));
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var tasks = session.createConsumer(session.createQueue(PlainJob.TASKS));
                var results = session.createProducer(null)) {
            connection.start();
            // There is none once the connection is closed.
            for (var task = tasks.receive(); task != null; task = tasks.receive()) {
                answer(session, (TextMessage) task, results);
            }
        }
    }

    private static void answer(Session session, TextMessage task, MessageProducer results) throws JMSException {
        var result = session.createTextMessage(task.getText());
        result.setJMSCorrelationID(task.getJMSCorrelationID());
        results.send(task.getJMSReplyTo(), result);
        session.commit();
    }
}
