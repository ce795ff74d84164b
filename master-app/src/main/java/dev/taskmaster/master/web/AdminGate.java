package dev.taskmaster.master.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.security.auth.login.Configuration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.security.jaas.JAASLoginService;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody but the broker's {@code admin} to the page of jobs: HTTP Basic against the broker's own users. After some
 * wrong passwords it looks at no password for a while, whoever brings it.
 */
final class AdminGate extends Handler.Wrapper {

    private final Attempts attempts;

    private AdminGate(Handler handler, Attempts attempts) {
        super(handler);
        this.attempts = attempts;
    }

    static Handler before(Handler pages, Configuration users) {
        return before(pages, users, System::nanoTime);
    }

    static Handler before(Handler pages, Configuration users, LongSupplier nanoClock) {
        var attempts = new Attempts(nanoClock);
        var basic = new BasicAuthenticator();
        basic.setCharset(StandardCharsets.UTF_8);
        var security = new SecurityHandler.PathMapped(pages);
        security.put("/*", Constraint.ALLOWED);
        security.put(Pages.JOBS, Constraint.from(Console.ROLES));
        security.setLoginService(new BrokerUsers(users, attempts));
        security.setAuthenticator(basic);
        return new AdminGate(security, attempts);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Pages.secure(response);
        if (request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                && Request.getPathInContext(request).equals(Pages.JOBS)
                && !attempts.allowed()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Attempts.PAUSE.toSeconds());
            Response.writeError(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** The broker's users; counts who is not one. */
    private static final class BrokerUsers extends JAASLoginService {

        private final Attempts attempts;

        BrokerUsers(Configuration users, Attempts attempts) {
            super("Taskmaster");
            this.attempts = attempts;
            setConfiguration(users);
            setLoginModuleName(ConsoleRealm.NAME);
            setRoleClassNames(new String[] {Console.ROLE_CLASS});
        }

        @Override
        public @Nullable UserIdentity login(
                String username, Object credentials, Request request, Function<Boolean, Session> getOrCreateSession) {
            var user = super.login(username, credentials, request, getOrCreateSession);
            if (user == null) {
                attempts.failed();
            }
            return user;
        }
    }
}
