package dev.tutti.admission;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;

/** Amazon for the tests of the service. */
@Alternative
@Priority(1)
@Singleton
class StubbedAws implements AwsCalls {

    final FakeAws pages = new FakeAws();

    @Override
    public byte[] get(URI address) throws IOException {
        return pages.get(address);
    }
}
