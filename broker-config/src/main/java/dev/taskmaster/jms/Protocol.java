package dev.taskmaster.jms;

import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.utils.VersionLoader;

/**
 * Which versions of the CORE protocol are spoken: the one thing about a broker's version that it tells to every user.
 *
 * @param broker the number that the broker said when the session was made; both sides speak the lower of the two
 * @param client the number of this program
 * @param clientVersion the version of Artemis in this program
 */
public record Protocol(int broker, int client, String clientVersion) {

    /** What a session speaks. */
    public static Protocol of(Session session) {
        if (!(session instanceof ActiveMQSession artemis)) {
            throw new IllegalArgumentException("session must be one of Artemis, but is " + session);
        }
        var own = VersionLoader.getVersion();
        return new Protocol(artemis.getCoreSession().getVersion(), own.getIncrementingVersion(), own.getFullVersion());
    }
}
