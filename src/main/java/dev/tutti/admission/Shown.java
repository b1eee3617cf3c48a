package dev.tutti.admission;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** What a request shows of who sends it. */
interface Shown {

    /** The first header of this name; one that is empty is there. */
    Optional<String> header(String name);

    /** The secret that was part of the address. */
    Optional<String> urlSecret();

    /** The certificate whose key the sender has, as TLS has proved. */
    Optional<X509Certificate> certificate();

    /** The address it comes from, as the socket or a trusted proxy names it. */
    String peer();
}
