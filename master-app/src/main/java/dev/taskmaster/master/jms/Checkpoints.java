package dev.taskmaster.master.jms;

import dev.taskmaster.jms.TextBrowser;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.JobName;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one job as they stand in the last-value queue: reading them takes nothing away.
 *
 * @param submitted how far its input is submitted, or {@code null} if nothing ever was
 * @param collected how far its results are collected, or {@code null} if none ever were
 */
public record Checkpoints(
        @Nullable SubmitCheckpoint submitted, @Nullable CollectCheckpoint collected) {

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private static final Checkpoints NONE = new Checkpoints(null, null);
    private static final String SUBMIT_SUFFIX = "/submit";
    private static final String COLLECT_SUFFIX = "/collect";

    static String submitKey(JobName job) {
        return job + SUBMIT_SUFFIX;
    }

    static String collectKey(JobName job) {
        return job + COLLECT_SUFFIX;
    }

    /** Selects both. */
    static String ofJob(JobName job) {
        return PropertyNames.LAST_VALUE_KEY + " IN ('" + submitKey(job) + "', '" + collectKey(job) + "')";
    }

    static Checkpoints read(Session session, JobName job) throws JMSException {
        return new Checkpoints(
                find(session, submitKey(job)).map(CheckpointBody::submit).orElse(null),
                find(session, collectKey(job)).map(CheckpointBody::collect).orElse(null));
    }

    /** Those of all jobs; what is no checkpoint is left out. */
    static Map<JobName, Checkpoints> readAll(Session session) throws JMSException {
        var all = new TreeMap<JobName, Checkpoints>(Comparator.comparing(JobName::text));
        try (var browser = TextBrowser.of(session, Addresses.JOBS, null)) {
            for (var next = browser.next(); next != null; next = browser.next()) {
                if (next instanceof TextMessage message) {
                    try {
                        addTo(all, message.getStringProperty(PropertyNames.LAST_VALUE_KEY), message.getText());
                    } catch (IllegalArgumentException e) {
                        log.warn(
                                "left a message of {} out, because it is no checkpoint: {}",
                                Addresses.JOBS,
                                e.getMessage());
                    }
                }
            }
        }
        return all;
    }

    private static void addTo(Map<JobName, Checkpoints> all, @Nullable String key, String text) {
        if (key != null && key.endsWith(SUBMIT_SUFFIX)) {
            var submitted = CheckpointBody.submit(text);
            var job = submitted.plan().job();
            all.put(job, new Checkpoints(submitted, all.getOrDefault(job, NONE).collected()));
        } else if (key != null && key.endsWith(COLLECT_SUFFIX)) {
            var collected = CheckpointBody.collect(text);
            var job = collected.job();
            all.put(job, new Checkpoints(all.getOrDefault(job, NONE).submitted(), collected));
        }
    }

    private static Optional<String> find(Session session, String key) throws JMSException {
        // A job's name has no quote in it, so the selector needs no escape.
        var selector = PropertyNames.LAST_VALUE_KEY + " = '" + key + "'";
        String text = null;
        try (var browser = TextBrowser.of(session, Addresses.JOBS, selector)) {
            for (var next = browser.next(); next != null; next = browser.next()) {
                if (next instanceof TextMessage message) {
                    text = message.getText();
                }
            }
        }
        return Optional.ofNullable(text);
    }

    /** The message for a checkpoint; it takes the place of the one with the same key. */
    static Message write(Session session, String key, String body) throws JMSException {
        var message = session.createTextMessage(body);
        message.setStringProperty(PropertyNames.LAST_VALUE_KEY, key);
        return message;
    }
}
