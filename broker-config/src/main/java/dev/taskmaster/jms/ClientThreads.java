package dev.taskmaster.jms;

import org.apache.activemq.artemis.core.remoting.impl.netty.SharedEventLoopGroup;

/** The network threads that all connections of this process share. */
public final class ClientThreads {

    private ClientThreads() {}

    /**
     * Ends them, right before the process ends and after the last connection is closed. Artemis' client keeps them some
     * seconds for a next connection, and a JVM that exits while a thread waits in a call of the system gives it 0.3 s.
     */
    public static void end() {
        SharedEventLoopGroup.forceShutdown();
    }
}
