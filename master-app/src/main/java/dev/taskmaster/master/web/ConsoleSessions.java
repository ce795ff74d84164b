package dev.taskmaster.master.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of those who have logged in at the console, so that they can be ended. Safe for use by many threads. */
final class ConsoleSessions implements HttpSessionListener, HttpSessionIdListener {

    private final Map<String, HttpSession> open = new ConcurrentHashMap<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        open.put(event.getSession().getId(), event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        open.remove(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        open.remove(oldId);
        open.put(event.getSession().getId(), event.getSession());
    }

    /** Has everybody log in again. */
    void endAll() {
        for (var session : open.values()) {
            try {
                session.invalidate();
            } catch (IllegalStateException e) {
                // It has ended by itself meanwhile.
                open.values().remove(session);
            }
        }
    }
}
