package dev.tutti.connector;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request, never follows a redirect or tries twice, and ends within its bound, the last byte of the answer included.
 *
 * <p>The calling thread does it all. The client's own timeout is one of each read, so a tool that drips its answer would hold
 * the caller; the bound is therefore kept here, and cuts the connection. Only the system's resolver is not cut off, which has a
 * bound of its own.
 */
final class Wire {

    private static final Duration MAX_CONNECT = Duration.ofSeconds(3);
    /** A tool that hangs up on an idle connection is noticed before a request is lost on it. */
    private static final TimeValue IDLE_UNTIL_LOOKED_AT = TimeValue.ofSeconds(1);
    /** How many calls are made at once is the lane's to say; it must never wait here. */
    private static final int MOST_CONNECTIONS = 10_000;

    private static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();
    private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

    private final CloseableHttpClient client;
    private final Duration timeout;

    /**
     * Opens no connection yet.
     *
     * @param shared whether calls may follow one another on a connection; a tool may hang up on it just when a request leaves,
     *     and then nobody knows what became of that, so what must not be sent twice gets a connection of its own
     */
    Wire(Duration timeout, boolean shared) {
        this.timeout = timeout;
        // At most half of the bound, so that a failure to connect is seen as one before the bound ends.
        Duration half = timeout.dividedBy(2);
        Duration connect = half.compareTo(MAX_CONNECT) < 0 ? half : MAX_CONNECT;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(TLS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connect))
                                .setSocketTimeout(Timeout.of(timeout))
                                .setValidateAfterInactivity(IDLE_UNTIL_LOOKED_AT)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeout))
                        .build())
                .setProxySelector(ProxySelector.getDefault())
                .setConnectionReuseStrategy(
                        shared ? DefaultClientConnectionReuseStrategy.INSTANCE : (request, response, context) -> false)
                .setUserAgent("tutti")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** The body did not end within the limit. */
    private static final class TooLong extends IOException {
        TooLong() {
            super("the answer is longer than " + Json.MAX_DOCUMENT + " bytes");
        }
    }

    Reply send(HttpUriRequestBase request) {
        HttpClientContext context = HttpClientContext.create();
        Future<?> deadline = DEADLINES.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, context, Wire::read);
        } catch (IOException e) {
            // The client names the other side here right before the first byte of the request leaves.
            if (context.getEndpointDetails() == null) {
                return new Reply.NotSent("no connection: " + obstacle(e));
            }
            return new Reply.Broken(
                    request.isCancelled() ? "no complete answer within " + timeout.toSeconds() + " s" : fault(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        String retryAfter = Optional.ofNullable(response.getFirstHeader("Retry-After"))
                .map(Header::getValue)
                .orElse("");
        return new Reply.Answered(response.getCode(), retryAfter, body(response.getEntity()));
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        // Not closed here: that would read what is left of an answer that is too long. The client hangs up on it.
        byte[] body = entity.getContent().readNBytes(Json.MAX_DOCUMENT + 1);
        if (body.length > Json.MAX_DOCUMENT) {
            throw new TooLong();
        }
        return body;
    }

    private static String obstacle(IOException e) {
        if (e instanceof UnknownHostException) {
            return "nobody knows the host";
        }
        if (e instanceof SSLException) {
            return "TLS failed, or the certificate is not of this host";
        }
        return e instanceof ConnectException ? "it was refused" : "none in time, or no way to the host";
    }

    private static String fault(IOException e) {
        return e instanceof TooLong
                ? String.valueOf(e.getMessage())
                : "the connection broke after the request left: " + e.getClass().getSimpleName();
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        return deadlines;
    }
}
