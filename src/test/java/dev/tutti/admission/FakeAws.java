package dev.tutti.admission;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Amazon as a test sets it up; what is not there answers 404. */
final class FakeAws implements AwsCalls {

    final List<URI> asked = new ArrayList<>();
    private final Map<URI, byte[]> pages = new HashMap<>();

    void serve(String address, byte[] page) {
        pages.put(URI.create(address), page);
    }

    void serve(String address, KeyPairs keys) {
        try {
            serve(address, keys.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] get(URI address) throws IOException {
        asked.add(address);
        byte[] page = pages.get(address);
        if (page == null) {
            throw new IOException("answered with status 404");
        }
        return page;
    }
}
