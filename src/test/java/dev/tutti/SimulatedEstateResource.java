package dev.tutti;

import dev.tutti.demo.SimulatedEstate;
import dev.tutti.demo.Tool;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The simulated tools for every {@code @QuarkusTest}, one estate per JVM. */
@WithTestResource(value = SimulatedEstateResource.class, scope = TestResourceScope.GLOBAL)
public final class SimulatedEstateResource implements QuarkusTestResourceLifecycleManager {

    private static final String TOKEN = "simulated-estate-token";
    private static final Set<String> HOSTS = Set.of("e2e-dc-1", "e2e-pc-1", "e2e-pc-2", "e2e-pc-3");

    @Override
    public Map<String, String> start() {
        if (System.getProperty("tutti.test.edr") == null) {
            SimulatedEstate estate =
                    SimulatedEstate.start(SimulatedEstate.Layout.anywhere(TOKEN, HOSTS), Clock.systemUTC());
            for (Tool tool : Tool.values()) {
                System.setProperty(
                        "tutti.test." + tool.instance(),
                        estate.of(tool).baseUrl().toString());
            }
        }
        Map<String, String> settings = new HashMap<>();
        for (String tool : Arrays.stream(Tool.values()).map(Tool::instance).toList()) {
            String prefix = "tutti.connectors.instances." + tool + ".";
            settings.put(prefix + "manifest", "simulated-" + tool);
            settings.put(prefix + "base-url", url(tool));
            settings.put(
                    prefix + "allowed-hosts", java.net.URI.create(url(tool)).getHost());
            settings.put(prefix + "secret", TOKEN);
        }
        return settings;
    }

    @Override
    public void stop() {
        // The tools outlive a restart of the application; they end with the JVM.
    }

    /** Where the tool can be asked what it holds. */
    static String url(String tool) {
        return System.getProperty("tutti.test." + tool);
    }
}
