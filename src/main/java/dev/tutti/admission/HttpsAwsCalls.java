package dev.tutti.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Over HTTPS, with the certificates of the JDK. */
@ApplicationScoped
class HttpsAwsCalls implements AwsCalls {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    @Override
    public byte[] get(URI address) throws IOException {
        long begin = System.nanoTime();
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("answered with status " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in, begin);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** A timeout of the socket bounds each read; who sends a byte a second would hold us for hours. */
    private static byte[] read(InputStream in, long begin) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[4 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > MAX_BYTES || System.nanoTime() - begin > DEADLINE.toNanos()) {
                throw new IOException("longer, or slower, than anything that is expected");
            }
        }
        return bytes.toByteArray();
    }
}
