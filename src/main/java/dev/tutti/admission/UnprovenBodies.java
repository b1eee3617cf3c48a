package dev.tutti.admission;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Reads the bodies of senders that are not proven yet. All of them together may keep {@link #MOST_KIB}, and each has {@link
 * #PATIENCE}; so whoever only knows the name of a key can neither fill the memory nor hold the room for long, nor any of it by
 * announcing what does not come.
 */
@ApplicationScoped
class UnprovenBodies {

    static final int MOST_KIB = 128 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Room room = new Room(MOST_KIB);

    /** Why a body was not read. */
    static final class Unread extends Exception {

        private static final long serialVersionUID = 1;

        private final Reason reason;

        Unread(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    /** Fails with {@link Unread}. */
    Uni<byte[]> read(RoutingContext route, int mostBytes) {
        HttpServerRequest request = route.request();
        if (announced(request) > mostBytes) {
            return Uni.createFrom().failure(new Unread(Reason.TOO_LARGE));
        }
        Promise<byte[]> body = Promise.promise();
        Room.Share share = room.share();
        receive(route, mostBytes, share, body);
        return Uni.createFrom()
                .completionStage(body.future().toCompletionStage())
                .eventually(share::leave);
    }

    private static void receive(RoutingContext route, int mostBytes, Room.Share share, Promise<byte[]> body) {
        HttpServerRequest request = route.request();
        Buffer bytes = Buffer.buffer();
        long timer = route.vertx().setTimer(PATIENCE.toMillis(), id -> body.tryFail(new Unread(Reason.NO_BODY)));
        body.future().onComplete(done -> route.vertx().cancelTimer(timer));
        request.exceptionHandler(gone -> body.tryFail(new Unread(Reason.NO_BODY)));
        request.handler(part -> {
            if (body.future().isComplete()) {
                return;
            }
            int length = bytes.length() + part.length();
            if (length > mostBytes) {
                body.tryFail(new Unread(Reason.TOO_LARGE));
            } else if (!share.grow(length)) {
                body.tryFail(new Unread(Reason.NO_BODY));
            } else {
                bytes.appendBuffer(part);
            }
        });
        request.endHandler(end -> body.tryComplete(bytes.getBytes()));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /** 0 where the sender does not say. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
