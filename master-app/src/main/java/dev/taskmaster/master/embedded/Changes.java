package dev.taskmaster.master.embedded;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * How often a broker was sent something that it keeps. Everything that becomes of a job comes with that: tasks, results and
 * where the job stands. Safe for use by many threads.
 */
final class Changes implements ActiveMQServerMessagePlugin {

    private static final SimpleString MANAGEMENT = ActiveMQDefaultConfiguration.getDefaultManagementAddress();

    private final AtomicLong count = new AtomicLong();

    @Override
    public void afterSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue,
            RoutingStatus result) {
        if (message.isDurable() && !MANAGEMENT.equals(message.getAddressSimpleString())) {
            count.incrementAndGet();
        }
    }

    long count() {
        return count.get();
    }
}
