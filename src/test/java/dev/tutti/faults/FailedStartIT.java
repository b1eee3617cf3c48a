package dev.tutti.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that cannot start says why, and leaves nothing running. */
class FailedStartIT {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServiceProcess service = new ServiceProcess(Folders.fresh("port-taken"), Map.of());
                ServerSocket taken =
                        new ServerSocket(service.address().getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThatItEndsAndNames(service, String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void namesTheFolderThatIsNotThere() {
        Map<String, String> settings = Map.of("tutti.connectors.dir", "no-such-folder");
        try (ServiceProcess service = new ServiceProcess(Folders.fresh("no-connectors"), settings)) {
            assertThatItEndsAndNames(service, "no-such-folder");
        }
    }

    private static void assertThatItEndsAndNames(ServiceProcess service, String cause) {
        service.start("");

        assertThat(service.awaitEnd(LONGEST_START))
                .hasValueSatisfying(code -> assertThat(code).isNotZero());
        assertThat(service.lastLine("the service did not start")).contains(cause);
        assertThat(service.postgres().isRunning()).isFalse();
        service.deleteData();
    }
}
