package dev.taskmaster.worker.program;

import dev.taskmaster.message.JsonText;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.AheadHandler;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.TaskCrashedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a program a slot and gives it a line for each task; the line that comes back is the result. A program that dies
 * fails its task with the reason {@code crash} and is started again, as is one that printed more or fewer lines than it
 * was given: no answer is ever taken for that of another task. Short tasks are given several at once, and if something
 * went wrong with those, again one by one. At a task's time limit and at the end of the worker programs are killed with
 * all that they started. Closing it kills what is left. Safe for use by many threads.
 */
public final class Pipe implements AheadHandler, AutoCloseable {

    private final Command command;
    private final boolean json;
    private final int mostBytes;
    private final Launcher launcher;
    private final Conversation conversation;
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    private Pipe(Command command, boolean json, int mostBytes, Launcher launcher) {
        this.command = command;
        this.json = json;
        this.mostBytes = mostBytes;
        this.launcher = launcher;
        this.conversation = new Conversation(launcher, command, mostBytes);
    }

    /**
     * A handler for a command; nothing is started yet.
     *
     * @param text the command: words, or the text for a shell
     * @param shell whether a shell runs it
     * @param json whether payloads and answers are JSON strings, else they are the lines themselves
     * @param mostBytes how long a line may be that comes back
     * @param queues the worker's task queues, for the program to know
     * @param worker the worker's name, likewise
     * @throws IllegalArgumentException if the command cannot be run; the message is the rule
     */
    public static Pipe of(String text, boolean shell, boolean json, int mostBytes, ServedQueues queues, String worker) {
        var launcher = new Launcher(Launcher.Place.of(queues, worker));
        return new Pipe(Command.ofPipe(text, shell), json, mostBytes, launcher);
    }

    @Override
    public void expect(List<Task> tasks, @Nullable Duration limit) {
        turns.get().expect(tasks, limit);
    }

    @Override
    public String run(Task task) throws InterruptedException, TaskCrashedException {
        var turn = turns.get();
        turn.begin(task);
        boolean done = false;
        try {
            while (!turn.hasAnswer()) {
                ask(turn);
            }
            done = true;
        } finally {
            if (!done) {
                turn.drop();
            }
        }
        return result(turn.answer());
    }

    private void ask(Turn turn) throws InterruptedException, TaskCrashedException {
        var lines = lines(turn.next(conversation.mostAtOnce()));
        long start = System.nanoTime();
        var answers = conversation.ask(lines, turn.patience());
        if (answers.isEmpty()) {
            turn.oneByOne(lines.size());
        } else {
            turn.answered(answers, System.nanoTime() - start);
        }
    }

    /** The lines for the first tasks: those that are fit for it, and not too much to be written at once. */
    private List<byte[]> lines(List<Task> tasks) {
        var lines = new ArrayList<byte[]>();
        lines.add(line(tasks.get(0).payload()));
        int bytes = lines.get(0).length;
        for (var task : tasks.subList(1, tasks.size())) {
            if (!isLine(task.payload())) {
                break;
            }
            var line = line(task.payload());
            bytes += line.length;
            if (bytes > conversation.mostBytesAtOnce()) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    private boolean isLine(String payload) {
        return (json || payload.indexOf('\n') < 0) && Text.isWhole(payload);
    }

    private byte[] line(String payload) {
        if (!json && payload.indexOf('\n') >= 0) {
            throw new ProgramFailure("the payload has a line break, and a line is all that " + command.name()
                    + " takes: give --jsonl to the worker, and the program JSON strings");
        }
        return Text.encode((json ? JsonText.encode(payload) : payload) + "\n");
    }

    private String result(byte[] line) {
        if (line.length > mostBytes) {
            throw Conversation.tooMuch(command, mostBytes);
        }
        var text = Text.decode(line, 0, line.length);
        if (!json) {
            return text;
        }
        try {
            return JsonText.decode(text);
        } catch (MalformedMessageException e) {
            throw new ProgramFailure(command.name() + " printed a line that is no JSON string, which --jsonl asks for");
        }
    }

    @Override
    public void close() {
        launcher.close();
    }

    @Override
    public String toString() {
        return "pipe " + command.name();
    }
}
