package dev.tutti.approval;

import dev.tutti.demo.SimulatedEstate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An EDR that works, and a chat that takes every message and hangs up before it answers. */
public final class SmallEstate implements QuarkusTestResourceLifecycleManager {

    private static final String TOKEN = "estate-token";

    private SimulatedEstate estate;
    private ServerSocket chat;

    @Override
    public Map<String, String> start() {
        estate = SimulatedEstate.start(
                SimulatedEstate.Layout.anywhere(TOKEN, Set.of("vault-1", "vault-2", "desk-1")), Clock.systemUTC());
        try {
            chat = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::hangUp, "chat-that-hangs-up");
        thread.setDaemon(true);
        thread.start();
        Map<String, String> settings = new HashMap<>();
        configure(settings, "edr", "simulated-edr", estate.edr().baseUrl().toString());
        configure(settings, "chat", "simulated-chat", "http://127.0.0.1:" + chat.getLocalPort());
        return settings;
    }

    @Override
    public void stop() {
        estate.close();
        try {
            chat.close();
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

    private void hangUp() {
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
