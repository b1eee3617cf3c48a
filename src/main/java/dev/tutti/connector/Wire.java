package dev.tutti.connector;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends one request, never follows a redirect, and ends within its bound, the last byte of the answer included.
 *
 * <p>The client's own request timeout ends with the headers, so a tool that drips its body would hold the caller; the
 * bound is therefore kept here.
 */
final class Wire {

    private static final Duration MAX_CONNECT = Duration.ofSeconds(3);

    private final HttpClient client;
    private final Duration timeout;

    Wire(Duration timeout) {
        this.timeout = timeout;
        // At most half of the bound, so that a failure to connect is seen as one before the bound ends.
        Duration half = timeout.dividedBy(2);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(half.compareTo(MAX_CONNECT) < 0 ? half : MAX_CONNECT)
                .build();
    }

    /** What came back. */
    sealed interface Reply {
        record Answered(HttpResponse<byte[]> response) implements Reply {}

        /** Nothing left for the tool. */
        record NotSent(String detail) implements Reply {}

        /** It may have arrived. */
        record Broken(String detail) implements Reply {}
    }

    Reply send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, info -> new CappedBody(Json.MAX_DOCUMENT));
        try {
            return new Reply.Answered(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new Reply.Broken("no complete answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Broken("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            return explain(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Reply explain(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return new Reply.NotSent("no connection in time");
        }
        if (cause instanceof ConnectException || cause instanceof SSLHandshakeException) {
            return new Reply.NotSent("no connection: " + cause.getClass().getSimpleName());
        }
        if (cause instanceof CappedBody.TooLong) {
            return new Reply.Broken(String.valueOf(cause.getMessage()));
        }
        return new Reply.Broken("the connection broke after the request left: "
                + cause.getClass().getSimpleName());
    }
}
