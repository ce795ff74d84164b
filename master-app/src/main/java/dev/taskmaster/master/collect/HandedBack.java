package dev.taskmaster.master.collect;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.submit.Pace;
import dev.taskmaster.task.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Tasks of one reply that a worker hands back without having run them: neighbours go out again together, as many as a
 * chunk holds now. For one thread.
 */
final class HandedBack {

    private final JobPlan plan;
    private final IntSupplier chunkSize;
    private final Consumer<Chunk> send;
    private final List<String> payloads = new ArrayList<>();
    private long first;
    private int attempt;
    private long characters;

    HandedBack(JobPlan plan, IntSupplier chunkSize, Consumer<Chunk> send) {
        this.plan = plan;
        this.chunkSize = chunkSize;
        this.send = send;
    }

    void add(long index, String payload, int newAttempt) {
        boolean follows = index == first + payloads.size() && newAttempt == attempt;
        if (!follows
                || payloads.size() >= chunkSize.getAsInt()
                || characters + payload.length() > Pace.MOST_CHARACTERS) {
            sendAll();
            first = index;
            attempt = newAttempt;
        }
        payloads.add(payload);
        characters += payload.length();
    }

    void sendAll() {
        if (!payloads.isEmpty()) {
            send.accept(new Chunk(plan.job(), first, payloads, attempt, plan.taskTimeout()));
            payloads.clear();
            characters = 0;
        }
    }
}
