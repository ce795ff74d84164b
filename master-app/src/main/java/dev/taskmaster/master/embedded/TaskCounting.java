package dev.taskmaster.master.embedded;

import dev.taskmaster.master.admin.QueueState;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks of jobs in the messages that clients send, by their properties alone: a body is read by nobody but who
 * it is for. What is sent in a transaction counts when that is committed. Source: Artemis' manual, Broker Plugins. Safe
 * for use by many threads.
 */
final class TaskCounting implements ActiveMQServerMessagePlugin {

    private static final SimpleString TASKS = SimpleString.of(Addresses.TASKS);
    private static final SimpleString DEAD_LETTERS = SimpleString.of(Addresses.DEAD_LETTERS);
    private static final SimpleString JOB = SimpleString.of(PropertyNames.JOB);
    private static final SimpleString COUNT = SimpleString.of(PropertyNames.COUNT);
    private static final SimpleString ATTEMPT = SimpleString.of(PropertyNames.ATTEMPT);
    private static final SimpleString AGAIN = SimpleString.of(PropertyNames.AGAIN);
    private static final SimpleString FAILED = SimpleString.of(PropertyNames.FAILED);
    private static final SimpleString RUN_MICROS = SimpleString.of(PropertyNames.RUN_MICROS);

    private static final long UNREADABLE = -1;

    private final TaskCounts counts;

    /** The same as in the counts, by the address as it stands in messages: no text is made for each of them. */
    private final Map<SimpleString, TaskCounts.OfQueue> queues = new ConcurrentHashMap<>();

    TaskCounting(TaskCounts counts) {
        this.counts = counts;
    }

    @Override
    public void afterSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue,
            RoutingStatus result) {
        if (result != RoutingStatus.OK) {
            return;
        }
        var event = event(message);
        if (event == null) {
            return;
        }
        if (transaction == null) {
            event.run();
        } else {
            transaction.addOperation(new AtCommit(event));
        }
    }

    /** What is to be counted for a message; its numbers are read now, because it may be gone at the commit. */
    private @Nullable Runnable event(Message message) {
        int count = smallNumber(message, COUNT);
        if (count < 1 || message.getObjectProperty(JOB) == null) {
            return null;
        }
        var address = message.getAddressSimpleString();
        if (message.getObjectProperty(RUN_MICROS) != null) {
            return answer(message, count, number(message, RUN_MICROS, UNREADABLE));
        }
        if (address.equals(DEAD_LETTERS)) {
            var reason = reason(String.valueOf(message.getObjectProperty(FAILED)));
            return () -> counts.failedForGood(reason);
        }
        return address.startsWith(TASKS) ? task(address, message, count) : null;
    }

    private @Nullable Runnable answer(Message message, int count, long runMicros) {
        int failed = smallNumber(message, FAILED);
        int again = smallNumber(message, AGAIN);
        boolean isPossible = failed >= 0 && again >= 0 && (long) failed + again <= count && runMicros >= 0;
        return isPossible ? () -> counts.answered(count, failed, again, runMicros) : null;
    }

    private @Nullable Runnable task(SimpleString address, Message message, int count) {
        var queue = queue(address);
        int before = smallNumber(message, AGAIN);
        int attempt = smallNumber(message, ATTEMPT);
        return queue == null || before < 0 || before > count ? null : () -> queue.sent(count, before, attempt);
    }

    private TaskCounts.@Nullable OfQueue queue(SimpleString address) {
        var known = queues.get(address);
        if (known == null && QueueState.isOfTasks(address.toString())) {
            known = counts.queue(address.toString());
            if (queues.size() <= TaskCounts.MOST_QUEUES) {
                queues.put(address, known);
            }
        }
        return known;
    }

    private static Reason reason(String why) {
        int end = why.indexOf(':');
        return Reason.ofWord(end < 0 ? why : why.substring(0, end)).orElse(Reason.ERROR);
    }

    /** A property that is a number, or 0: whoever sends something else has it counted by nobody. */
    private static int smallNumber(Message message, SimpleString name) {
        return (int) number(message, name, 0);
    }

    /** Over STOMP a number comes as its digits. */
    private static long number(Message message, SimpleString name, long otherwise) {
        var value = message.getObjectProperty(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Counts when its transaction is committed, and not when it is rolled back. */
    private static final class AtCommit extends TransactionOperationAbstract {

        private final Runnable event;

        AtCommit(Runnable event) {
            this.event = event;
        }

        @Override
        public void afterCommit(Transaction transaction) {
            event.run();
        }
    }
}
