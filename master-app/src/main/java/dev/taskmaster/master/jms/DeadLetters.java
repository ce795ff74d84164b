package dev.taskmaster.master.jms;

import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.jms.TextBrowser;
import dev.taskmaster.master.admin.FailedList;
import dev.taskmaster.master.admin.FailedTask;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.Outcome;
import dev.taskmaster.task.Reason;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The failed tasks in their queue: reading them takes nothing away. For one thread. */
record DeadLetters(Session session) {

    /** The broker notes on what it moves where it was (Artemis manual, Message Redelivery and Undelivered Messages). */
    private static final String MOVED_FROM = "_AMQ_ORIG_ADDRESS";

    /** The oldest ones, of one job or of all. */
    FailedList browse(@Nullable JobName job, int limit) throws JMSException {
        var found = new ArrayList<FailedTask>();
        try (var browser = browser(job == null ? null : ofJob(job))) {
            for (var next = browser.next(); next != null && found.size() <= limit; next = browser.next()) {
                found.addAll(read(next));
            }
        }
        return new FailedList(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /** Selects a job's. Its name has no quote in it, so the selector needs no escape. */
    static String ofJob(JobName job) {
        return PropertyNames.JOB + " = '" + job + "'";
    }

    /** Selects a job's failed tasks of some reasons: their property begins with the reason's word. */
    private static String ofJob(JobName job, Set<Reason> reasons) {
        return reasons.stream()
                .map(reason -> PropertyNames.FAILED + " LIKE '" + reason.word() + ": %'")
                .sorted()
                .collect(Collectors.joining(" OR ", ofJob(job) + " AND (", ")"));
    }

    /** What is done with each. */
    interface Reading {
        void of(Result failed) throws JMSException;
    }

    /**
     * Reads a job's failed tasks of some reasons, the oldest first. The broker looks through all dead letters, also those on
     * its disk, behind which a consumer with a selector would not come.
     *
     * @param passedOver how many of them are left out at the beginning
     * @return how many were read
     */
    long read(JobName job, Set<Reason> reasons, long passedOver, Reading reading) throws JMSException {
        long count = 0;
        try (var browser = browser(ofJob(job, reasons))) {
            for (var next = browser.next(); next != null; next = browser.next()) {
                for (var result : results(next)) {
                    count++;
                    if (count > passedOver) {
                        reading.of(result);
                    }
                }
            }
        }
        return Math.max(0, count - passedOver);
    }

    /** Anybody's message may lie here, of any type. */
    private TextBrowser browser(@Nullable String selector) throws JMSException {
        return TextBrowser.of(session, Addresses.DEAD_LETTERS, selector);
    }

    /** What a master has not written is no failed task, and stays. */
    private static List<Result> results(Message message) throws JMSException {
        var results = new ArrayList<Result>();
        for (var task : read(message)) {
            var reason = Reason.ofWord(task.reason());
            if (reason.isPresent() && task.index() != null && task.attempts() != null) {
                results.add(new Result(
                        task.index(), new Outcome.Failed(reason.get(), task.message(), task.task()), task.attempts()));
            }
        }
        return results;
    }

    /** Removes a job's failed tasks of some reasons. */
    void remove(JobName job, Set<Reason> reasons) throws JMSException {
        try (var management = Management.open(session)) {
            management.removeMessages(Addresses.DEAD_LETTERS, ofJob(job, reasons));
        }
    }

    private static List<FailedTask> read(Message message) throws JMSException {
        var job = text(message, PropertyNames.JOB);
        var failed = text(message, PropertyNames.FAILED);
        if (job != null && failed != null) {
            try {
                return ofJob(message, failed);
            } catch (MalformedMessageException e) {
                return List.of(other(message, job, FailedTask.MALFORMED, String.valueOf(e.getMessage())));
            }
        }
        var aside = text(message, PropertyNames.SET_ASIDE);
        if (aside != null) {
            return List.of(other(message, job, FailedTask.MALFORMED, aside + sender(message)));
        }
        return List.of(
                message.propertyExists(MOVED_FROM)
                        ? givenUp(message, job)
                        : other(message, job, FailedTask.MALFORMED, "no master and no broker has put it here"));
    }

    private static String sender(Message message) throws JMSException {
        var sender = text(message, PropertyNames.SENDER);
        return sender == null ? "" : " (sent by the user \"" + sender + "\")";
    }

    /** What no worker could read it could not answer either. */
    private static FailedTask givenUp(Message message, @Nullable String job) throws JMSException {
        try {
            if (TaskMessages.isRaw(message)) {
                TaskMessages.text(message);
            } else {
                TaskMessages.read(message);
            }
        } catch (MalformedMessageException e) {
            return other(message, job, FailedTask.MALFORMED, String.valueOf(e.getMessage()));
        }
        return other(message, job, FailedTask.BROKER, "given up by the broker in " + text(message, MOVED_FROM));
    }

    /** A property as text, or {@code null}: anybody may have written anything there. */
    private static @Nullable String text(Message message, String name) throws JMSException {
        return message.getObjectProperty(name) instanceof String text ? text : null;
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
