package dev.taskmaster.jms;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Lets a connector or an acceptor have a context that is in memory, where Artemis' own takes files and passwords. Artemis
 * finds it as a service. Whoever gives no such context, as another program in this JVM, is served as before.
 */
public final class GivenSslContext extends DefaultSSLContextFactory {

    /** Before Artemis' own two, which have 5 and 10. */
    private static final int PRIORITY = 20;

    /**
     * Has a connector or an acceptor use that context.
     *
     * @param parameters those of the connector or the acceptor
     */
    public static void give(SSLContext context, Map<String, Object> parameters) {
        // Artemis looks for no file where it is told that there is a context.
        parameters.put(TransportConstants.SSL_CONTEXT_PROP_NAME, new Given(context));
        parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
    }

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> parameters) throws Exception {
        return parameters.get(TransportConstants.SSL_CONTEXT_PROP_NAME) instanceof Given given
                ? given.context()
                : super.getSSLContext(config, parameters);
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    /** A context among parameters that are logged and shown by management. */
    private record Given(SSLContext context) {

        @Override
        public String toString() {
            return "in memory";
        }
    }
}
