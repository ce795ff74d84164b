package dev.taskmaster.master.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in only what a page of this server, or no page at all, has asked for. Loopback keeps other machines out, but not
 * the pages of other servers in a browser on this one: they call under their own origin, or under a name of theirs that
 * they let point here.
 */
final class OwnOrigin extends Handler.Wrapper {

    private final WebAccess access;

    OwnOrigin(WebAccess access, Handler handler) {
        super(handler);
        this.access = access;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var host = request.getHeaders().get(HttpHeader.HOST);
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (host == null || !access.isOwn(host) || (origin != null && !origin.equals(access.scheme() + "://" + host))) {
            Pages.secure(response);
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
