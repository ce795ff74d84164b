package dev.taskmaster.worker.program;

import dev.taskmaster.worker.TaskCrashedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives lines to programs and gets as many back. Some programs hold their answers back until their input ends; such a one
 * is seen when it waits for its next line without ever having answered, and from then on it is run afresh for the lines
 * of each call. Safe for use by many threads: each call has a program to itself.
 */
final class Conversation {

    /** How often a program that does not answer is looked at. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** So often it must be seen waiting, with nothing coming from it, to owe an answer for good: the reader may lag. */
    private static final int LOOKS = 15;

    /** What programs that hold back may print for the lines of a call. */
    private static final long LARGEST_OUTPUT = 16L * 1024 * 1024;

    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    private static final int KILLED = 128;

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final Launcher launcher;
    private final Command command;
    private final int mostBytes;
    private final Run run;
    private final Patience starts = new Patience();
    private final Deque<LiveProgram> idle = new ArrayDeque<>();
    private final AtomicBoolean holdingBack = new AtomicBoolean();
    private volatile boolean answersAtOnce;

    /** Whether the programs can be given several lines, because it is seen when they have answered. */
    private volatile boolean settles;

    Conversation(Launcher launcher, Command command, int mostBytes) {
        this.launcher = launcher;
        this.command = command;
        this.mostBytes = mostBytes;
        this.run = new Run(launcher);
    }

    /** How many lines a call may have. */
    int mostAtOnce() {
        return holdingBack.get() || settles ? ANY_NUMBER : 1;
    }

    /** How many bytes a call with several lines may have. */
    int mostBytesAtOnce() {
        return holdingBack.get() ? ANY_NUMBER : LiveProgram.AT_ONCE;
    }

    /**
     * Gives lines, each with its line break.
     *
     * @param patience how long several lines may take before they count as gone wrong
     * @return as many lines, or none if there were several and something went wrong: give them one by one
     * @throws ProgramFailure if the program did not do it for the one line
     * @throws TaskCrashedException if the program died of it
     */
    List<byte[]> ask(List<byte[]> lines, Duration patience) throws InterruptedException, TaskCrashedException {
        if (holdingBack.get()) {
            return askOnce(lines, patience);
        }
        boolean again = false;
        while (true) {
            var program = borrow();
            boolean used = program.hasAnswered();
            List<byte[]> answers;
            try {
                answers = talk(program, lines, patience);
            } catch (InterruptedException | RuntimeException e) {
                program.end();
                throw e;
            }
            if (answers != null) {
                giveBack(program);
                return answers;
            }
            var ending = program.hasEnded() ? program.ending() : "";
            boolean leaves = program.hasEnded() && program.status() == 0 && used;
            program.end();
            launcher.waitIfClosed();
            if (holdingBack.get()) {
                return askOnce(lines, patience);
            }
            if (lines.size() > 1) {
                return List.of();
            }
            // One that ends by itself after some tasks has not died of the next.
            if (!leaves || again) {
                died(used);
                throw new TaskCrashedException(command.name() + " " + ending);
            }
            again = true;
        }
    }

    private void died(boolean used) {
        if (!used) {
            starts.died();
        }
    }

    /** The answers, or {@code null} if there are none that count. */
    private @Nullable List<byte[]> talk(LiveProgram program, List<byte[]> lines, Duration patience)
            throws InterruptedException {
        program.give(lines);
        long start = System.nanoTime();
        long reads = program.reads();
        int waits = 0;
        while (true) {
            var answers = program.await(LOOK);
            if (answers != null) {
                return counted(program, lines, answers);
            }
            if (program.printsTooMuch()) {
                return refused(lines, tooMuch(command, mostBytes));
            }
            if (program.hasEnded()) {
                return null;
            }
            if (lines.size() > 1 && System.nanoTime() - start > patience.toNanos()) {
                return null;
            }
            waits = program.isIdle() && program.reads() == reads ? waits + 1 : 0;
            reads = program.reads();
            if (waits == LOOKS) {
                return unanswered(lines);
            }
        }
    }

    private @Nullable List<byte[]> counted(LiveProgram program, List<byte[]> lines, List<byte[]> answers) {
        if (answers.size() > lines.size()) {
            log.warn("{} printed more lines than it was given: it is started again", command.name());
            return refused(lines, tooManyLines(answers.size()));
        }
        starts.answered();
        answersAtOnce = true;
        settles = program.isSettled();
        return answers;
    }

    private @Nullable List<byte[]> unanswered(List<byte[]> lines) {
        if (answersAtOnce) {
            log.warn("{} printed fewer lines than it was given: it is started again", command.name());
            return refused(lines, noLine());
        }
        if (holdingBack.compareAndSet(false, true)) {
            log.info(
                    "{} holds its answers back until its input ends: it is started afresh for some tasks at a time",
                    command.name());
        }
        return null;
    }

    private static @Nullable List<byte[]> refused(List<byte[]> lines, ProgramFailure failure) {
        if (lines.size() == 1) {
            throw failure;
        }
        return null;
    }

    private ProgramFailure tooManyLines(int count) {
        return new ProgramFailure(command.name() + " printed " + count + " lines for one task");
    }

    private ProgramFailure noLine() {
        return new ProgramFailure(command.name() + " printed no line for the task");
    }

    static ProgramFailure tooMuch(Command command, int mostBytes) {
        return new ProgramFailure(
                command.name() + " printed a line of more than " + mostBytes + " bytes: raise --max-result");
    }

    private List<byte[]> askOnce(List<byte[]> lines, Duration patience)
            throws InterruptedException, TaskCrashedException {
        starts.beforeStart();
        boolean several = lines.size() > 1;
        long most = several ? Math.max(LARGEST_OUTPUT, mostBytes) : mostBytes + 1L;
        var ended = run.run(command.words(), null, joined(lines), most, several ? patience : null);
        var answers = new Lines().add(ended.output(), ended.output().length);
        if (ended.fate() == Run.Fate.ENDED && ended.status() == 0 && answers.size() == lines.size()) {
            starts.answered();
            return answers;
        }
        if (several) {
            return List.of();
        }
        if (ended.fate() == Run.Fate.TOO_MUCH) {
            throw tooMuch(command, mostBytes);
        }
        if (ended.status() > KILLED) {
            starts.died();
            throw new TaskCrashedException(command.name() + " " + Text.ending(ended.status(), ended.complaint()));
        }
        if (ended.status() != 0) {
            throw new ProgramFailure(command.name() + " " + Text.ending(ended.status(), ended.complaint()));
        }
        throw answers.isEmpty() ? noLine() : tooManyLines(answers.size());
    }

    private static byte[] joined(List<byte[]> lines) {
        var all = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int place = 0;
        for (var line : lines) {
            System.arraycopy(line, 0, all, place, line.length);
            place += line.length;
        }
        return all;
    }

    private LiveProgram borrow() throws InterruptedException {
        for (var program = poll(); program != null; program = poll()) {
            var unfitness = program.unfitness();
            if (unfitness == null) {
                return program;
            }
            launcher.waitIfClosed();
            program.end();
            log.warn("{} {} between two tasks: it is started again", command.name(), unfitness);
        }
        starts.beforeStart();
        return LiveProgram.start(launcher, command, mostBytes);
    }

    private @Nullable LiveProgram poll() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private void giveBack(LiveProgram program) {
        program.trimComplaint();
        synchronized (idle) {
            idle.push(program);
        }
    }
}
