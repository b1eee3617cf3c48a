package dev.tutti.admission;

import java.io.IOException;
import java.net.URI;

/** The only calls that Tutti makes to Amazon; bounded in bytes and time, and following nobody's redirects. */
interface AwsCalls {

    /** What is at this address. */
    byte[] get(URI address) throws IOException;
}
