package dev.taskmaster.master.jms;

import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.master.admin.FailedList;
import dev.taskmaster.master.admin.FailedTask;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failed tasks in their queue: reading them takes nothing away. For one thread. */
record DeadLetters(Session session) {

    /** The broker notes on what it moves where it was (Artemis manual, Message Redelivery and Undelivered Messages). */
    private static final String MOVED_FROM = "_AMQ_ORIG_ADDRESS";

    /** The oldest ones, of one job or of all. */
    FailedList browse(@Nullable JobName job, int limit) throws JMSException {
        var queue = session.createQueue(Addresses.DEAD_LETTERS);
        var found = new ArrayList<FailedTask>();
        try (var browser = job == null ? session.createBrowser(queue) : session.createBrowser(queue, ofJob(job))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (found.size() <= limit && messages.hasMoreElements()) {
                if (messages.nextElement() instanceof Message message) {
                    found.addAll(read(message));
                }
            }
        }
        return new FailedList(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /** Selects a job's. Its name has no quote in it, so the selector needs no escape. */
    static String ofJob(JobName job) {
        return PropertyNames.JOB + " = '" + job + "'";
    }

    private static List<FailedTask> read(Message message) throws JMSException {
        var job = message.getStringProperty(PropertyNames.JOB);
        var failed = message.getStringProperty(PropertyNames.FAILED);
        if (job != null && failed != null) {
            try {
                return ofJob(message, failed);
            } catch (MalformedMessageException e) {
                return List.of(other(message, job, FailedTask.MALFORMED, String.valueOf(e.getMessage())));
            }
        }
        return List.of(
                message.propertyExists(MOVED_FROM)
                        ? other(
                                message,
                                job,
                                FailedTask.BROKER,
                                "given up by the broker in " + message.getStringProperty(MOVED_FROM))
                        : other(message, job, FailedTask.MALFORMED, "set aside by a master"));
    }

    private static List<FailedTask> ofJob(Message message, String failed)
            throws JMSException, MalformedMessageException {
        var chunk = TaskMessages.read(message);
        var tasks = new ArrayList<FailedTask>();
        for (int place = 0; place < chunk.count(); place++) {
            tasks.add(FailedTask.of(
                    chunk.job().text(),
                    chunk.first() + place,
                    chunk.attempt(),
                    failed,
                    chunk.payloads().get(place)));
        }
        return tasks;
    }

    private static FailedTask other(Message message, @Nullable String job, String reason, String why)
            throws JMSException {
        var body = message instanceof TextMessage text ? text.getText() : null;
        return new FailedTask(job, null, null, reason, why, body == null ? "" : body);
    }
}
