package dev.tutti.approval;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.demo.SimulatedEstate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An EDR that works, and a chat that takes every message and hangs up before it answers. */
public final class SmallEstate implements QuarkusTestResourceLifecycleManager {

    private static final String TOKEN = "estate-token";

    /** Two tools of one name would be there otherwise, and either could answer. */
    public static final class InsteadOfTheSharedOne implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(QuarkusTestDatabase.class), new TestResourceEntry(SmallEstate.class));
        }
    }

    private final List<Closeable> open = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        SimulatedEstate estate = SimulatedEstate.start(
                SimulatedEstate.Layout.anywhere(
                        TOKEN, Set.of("vault-1", "vault-2", "vault-3", "vault-4", "vault-5", "desk-1")),
                Clock.systemUTC());
        open.add(estate::close);
        ServerSocket chat = socket();
        open.add(chat);
        Thread thread = new Thread(() -> hangUp(chat), "chat-that-hangs-up");
        thread.setDaemon(true);
        thread.start();
        Map<String, String> settings = new HashMap<>();
        configure(settings, "edr", "simulated-edr", estate.edr().baseUrl().toString());
        configure(settings, "chat", "simulated-chat", "http://127.0.0.1:" + chat.getLocalPort());
        return settings;
    }

    @Override
    public void stop() {
        try {
            for (Closeable each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket socket() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Map<String, String> settings, String name, String manifest, String url) {
        String prefix = "tutti.connectors.instances." + name + ".";
        settings.put(prefix + "manifest", manifest);
        settings.put(prefix + "base-url", url);
        settings.put(prefix + "allowed-hosts", "127.0.0.1");
        settings.put(prefix + "secret", TOKEN);
    }

    private static void hangUp(ServerSocket chat) {
        while (!chat.isClosed()) {
            try (Socket caller = chat.accept()) {
                if (caller.getInputStream().read() < 0) {
                    return;
                }
            } catch (IOException e) {
                return;
            }
        }
    }
}
