package dev.taskmaster.worker.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program that goes on from line to line. It is given some lines, and its answer counts as a whole, once as many lines
 * have come back and, where that can be seen, the program waits for its next: so a line too many is found before anybody
 * takes it for the answer to the next task. A thread of its own reads; what is written at once fits into an empty pipe.
 * One thread at a time gives and takes.
 */
final class LiveProgram {

    /** A pipe takes so much without waiting for its reader, whatever the limits of the user (pipe(7), PIPE_BUF). */
    static final int AT_ONCE = 4 * 1024;

    /** A program that has answered is soon back at its next line; if it is not seen there, one line is all it is given. */
    private static final Duration BACK_SOON = Duration.ofMillis(10);

    private static final Duration FIRST_LOOK = Duration.ofNanos(20_000);
    private static final Duration LAST_LOOK = Duration.ofMillis(1);
    private static final int BUFFER = 64 * 1024;

    private final Launcher.Started started;
    private final Complaint complaint;
    private final int mostBytes;
    private final Lines lines = new Lines();

    private List<byte[]> arrived = new ArrayList<>();
    private @Nullable List<byte[]> answers;
    private int owed;
    private long reads;
    private boolean settled;
    private boolean answered;
    private boolean tooMuch;
    private boolean ended;

    private LiveProgram(Launcher.Started started, Complaint complaint, int mostBytes) {
        this.started = started;
        this.complaint = complaint;
        this.mostBytes = mostBytes;
    }

    /** Starts it. */
    static LiveProgram start(Launcher launcher, Command command, int mostBytes) throws InterruptedException {
        var complaint = new Complaint(launcher.file("err"));
        var builder = new ProcessBuilder().redirectError(complaint.redirect());
        var program = new LiveProgram(launcher.start(command.words(), null, builder), complaint, mostBytes);
        inBackground("program-reader", program::read);
        return program;
    }

    private static void inBackground(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Gives it lines, each with its line break: one, or several that together have at most {@link #AT_ONCE} bytes. */
    void give(List<byte[]> given) {
        synchronized (this) {
            owed = given.size();
        }
        long bytes = given.stream().mapToLong(line -> line.length).sum();
        if (bytes <= AT_ONCE) {
            write(given);
        } else {
            inBackground("program-writer", () -> write(given));
        }
    }

    private void write(List<byte[]> given) {
        OutputStream out = started.process().getOutputStream();
        try {
            for (var line : given) {
                out.write(line);
            }
            out.flush();
        } catch (IOException e) {
            // It has ended, which its reader notices too.
        }
    }

    private void read() {
        var in = started.process().getInputStream();
        var buffer = new byte[BUFFER];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (take(buffer, count)) {
                    settle(in);
                }
            }
        } catch (IOException e) {
            // The virtual machine closes the stream when it sees the end of the process first.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    /** Whether the answer may be complete. */
    private synchronized boolean take(byte[] buffer, int count) {
        reads++;
        arrived.addAll(lines.add(buffer, count));
        if (lines.unfinished() > mostBytes) {
            tooMuch = true;
            notifyAll();
        }
        return owed > 0 && arrived.size() >= owed;
    }

    /** Lets the answer count unless there is more to read; then that decides. */
    private void settle(InputStream in) throws IOException {
        long begin = System.nanoTime();
        long look = FIRST_LOOK.toNanos();
        var idle = Idling.seenAt(started.process());
        while (Boolean.FALSE.equals(idle)
                && in.available() == 0
                && started.process().isAlive()
                && mustSee(begin)) {
            LockSupport.parkNanos(look);
            look = Math.min(LAST_LOOK.toNanos(), 2 * look);
            idle = Idling.seenAt(started.process());
        }
        if (in.available() == 0) {
            count(Boolean.TRUE.equals(idle));
        }
    }

    private synchronized boolean mustSee(long begin) {
        return owed > 1 || System.nanoTime() - begin < BACK_SOON.toNanos();
    }

    private synchronized void count(boolean seenIdle) {
        answers = arrived;
        arrived = new ArrayList<>();
        owed = 0;
        settled = seenIdle;
        answered = true;
        if (seenIdle && lines.unfinished() > 0) {
            // Such as a prompt: the next answer would begin with it.
            answers.add(new byte[0]);
        }
        notifyAll();
    }

    /** The lines that came back for those given, or {@code null} if that is not known in that time. */
    synchronized @Nullable List<byte[]> await(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); answers == null && !ended && !tooMuch && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        var taken = answers;
        answers = null;
        return taken;
    }

    /** Whether it was seen waiting for its next line after its last answer, so that it may be given several. */
    synchronized boolean isSettled() {
        return settled;
    }

    /** Whether it has ever answered. */
    synchronized boolean hasAnswered() {
        return answered;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized boolean printsTooMuch() {
        return tooMuch;
    }

    /** How often something came from it. */
    synchronized long reads() {
        return reads;
    }

    /** Whether it waits for a line although it owes an answer; false where nobody can tell. */
    boolean isIdle() {
        return Boolean.TRUE.equals(Idling.seenAt(started.process()));
    }

    /** What keeps it from being given a line, or {@code null}. */
    @Nullable
    String unfitness() throws InterruptedException {
        synchronized (this) {
            if (!arrived.isEmpty() || tooMuch) {
                return "printed a line that nobody had asked for";
            }
            if (!ended && started.process().isAlive()) {
                return null;
            }
        }
        return ending();
    }

    /** How it ended, once it has. */
    String ending() throws InterruptedException {
        int status = started.process().waitFor();
        try {
            return Text.ending(status, complaint.end());
        } catch (IOException e) {
            return Text.ending(status, new byte[0]);
        }
    }

    /** Its exit status, once it has ended. */
    int status() throws InterruptedException {
        return started.process().waitFor();
    }

    /** Keeps what it says on standard error from filling the disk. */
    void trimComplaint() {
        try {
            complaint.trim();
        } catch (IOException e) {
            // It goes with its directory; then nothing can be said about its end.
        }
    }

    /** Kills it with all that it started. */
    void end() {
        started.end();
        complaint.close();
    }
}
