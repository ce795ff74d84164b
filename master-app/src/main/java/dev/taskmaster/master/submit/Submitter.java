package dev.taskmaster.master.submit;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.JobConflictException;
import dev.taskmaster.master.job.Fingerprint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.source.TaskSource;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Submits a job's input from where its checkpoint says to the end. {@link #run()} belongs to one thread; the progress may
 * be asked for by any.
 */
public final class Submitter {

    /** A transaction ends after this many messages or characters: more gain nothing and cost memory. */
    private static final int MOST_MESSAGES = 32;

    private static final long MOST_CHARACTERS = 2L * 1024 * 1024;

    private final LookAhead source;
    private final JobPlan plan;
    private final SubmitCheckpoint start;
    private final TaskOutbox outbox;
    private final Pace pace;
    private final SubmitListener listener;
    private final Fingerprint fingerprint = new Fingerprint();

    private volatile long submitted;
    private volatile boolean complete;
    private long sent;

    private int openMessages;
    private long openCharacters;

    /** A submitter that has not begun; whoever runs it closes source and outbox. */
    public Submitter(TaskSource source, SubmitCheckpoint start, TaskOutbox outbox, Pace pace, SubmitListener listener) {
        this.source = new LookAhead(source);
        this.plan = start.plan();
        this.start = start;
        this.outbox = outbox;
        this.pace = pace;
        this.listener = listener;
        this.submitted = start.submitted();
        this.sent = start.submitted();
        this.complete = start.complete();
    }

    /** An upper bound of the tasks sent so far; exact once {@link #complete()}. */
    public long submitted() {
        return submitted;
    }

    /** Whether the whole input is submitted. */
    public boolean complete() {
        return complete;
    }

    /**
     * Submits until the input ends.
     *
     * @throws InvalidUseException if a task is longer than {@link Task#LONGEST_TEXT}; what came before it is submitted or not
     * @throws JobConflictException if the input does not begin with what was submitted before
     * @throws InterruptedException if it is told to stop; what is not committed is not in the queue
     */
    public void run() throws InterruptedException {
        passOver();
        if (start.complete()) {
            listener.committed(start.submitted(), true);
            return;
        }
        var chunk = nextChunk();
        while (!chunk.isEmpty()) {
            send(chunk);
            chunk = nextChunk();
        }
        commit(true);
        complete = true;
    }

    /** Reads what was submitted before once more, to find out whether it is still the same. */
    private void passOver() {
        for (long i = 0; i < start.submitted(); i++) {
            var payload = source.next();
            if (payload == null) {
                throw changed("it has only " + i + " tasks, but " + start.submitted() + " were submitted");
            }
            fingerprint.add(payload);
        }
        if (!fingerprint.text().equals(start.fingerprint())) {
            throw changed("its first " + start.submitted() + " tasks are not those that were submitted");
        }
        if (start.complete() && source.next() != null) {
            throw changed("it has more than the " + start.submitted() + " tasks that were submitted");
        }
    }

    private JobConflictException changed(String how) {
        return new JobConflictException("the input of job " + plan.job() + " has changed: " + how
                + "; give the old input, or another job name");
    }

    /** The next payloads, none at the end of the input; what was sent is committed before a wait for the input. */
    private List<String> nextChunk() {
        source.reach(pace.sight());
        int size = pace.chunkSize(source.remaining());
        var payloads = new ArrayList<String>();
        long characters = 0;
        while (payloads.size() < size) {
            if (!source.ready()) {
                if (!payloads.isEmpty()) {
                    break;
                }
                commit(false);
            }
            var payload = source.peek();
            if (payload == null) {
                break;
            }
            if (payload.length() > Task.LONGEST_TEXT) {
                throw tooLong(sent + payloads.size(), payload);
            }
            characters += payload.length();
            if (characters > ChunkSize.MOST_CHARACTERS && !payloads.isEmpty()) {
                break;
            }
            payloads.add(payload);
            source.next();
        }
        return payloads;
    }

    private InvalidUseException tooLong(long index, String payload) {
        return new InvalidUseException("task " + index + " of job " + plan.job() + " has " + payload.length()
                + " characters, more than " + Task.LONGEST_TEXT
                + ": put the data into files and their names into the input");
    }

    private void send(List<String> payloads) throws InterruptedException {
        long characters = payloads.stream().mapToLong(String::length).sum();
        while (!pace.take(payloads.size(), characters)) {
            commit(false);
            pace.awaitRoom(payloads.size());
        }
        var chunk = new Chunk(plan.job(), sent, payloads, 1, plan.taskTimeout());
        listener.sending(chunk);
        outbox.send(chunk);
        fingerprint.addAll(payloads);
        sent += payloads.size();
        // Before the commit: a result may come back before the commit returns.
        submitted = sent;
        openMessages++;
        openCharacters += characters;
        if (openMessages >= MOST_MESSAGES || openCharacters >= MOST_CHARACTERS) {
            commit(false);
        }
    }

    private void commit(boolean whole) {
        if (openMessages > 0 || whole) {
            outbox.commit(new SubmitCheckpoint(plan, sent, fingerprint.text(), whole));
            listener.committed(sent, whole);
            openMessages = 0;
            openCharacters = 0;
        }
    }
}
