package dev.tutti.process;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.demo.SimulatedEstate;
import dev.tutti.demo.Tool;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All simulated tools, and a schema of their own for all stories: what other tests isolated or blocked would draw on the
 * budgets of these.
 */
public final class ProcessStage implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "estate-of-the-stories";

    private static final String SCHEMA = "stories";
    private static final String URL = "quarkus.datasource.jdbc.url";

    /** The hosts that have an agent, each in one story only. */
    private static final Set<String> HOSTS = Set.of("story-dc-1", "story-ledger-1", "story-shop-1", "story-noisy-1");

    /** One start of the service for all nine stories. */
    public static final class OfAllStories implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ProcessStage.class));
        }
    }

    private @Nullable SimulatedEstate open;

    @Override
    public Map<String, String> start() {
        SimulatedEstate estate =
                SimulatedEstate.start(SimulatedEstate.Layout.anywhere(TOKEN, HOSTS), Clock.systemUTC());
        open = estate;
        Map<String, String> settings = new HashMap<>(emptySchema());
        for (Tool tool : Tool.values()) {
            String prefix = "tutti.connectors.instances." + tool.instance() + ".";
            settings.put(prefix + "manifest", tool.manifest());
            settings.put(prefix + "base-url", estate.of(tool).baseUrl().toString());
            settings.put(prefix + "allowed-hosts", "127.0.0.1");
            settings.put(prefix + "secret", TOKEN);
        }
        return settings;
    }

    @Override
    public void stop() {
        if (open != null) {
            open.close();
        }
    }

    private static Map<String, String> emptySchema() {
        Map<String, String> settings = new HashMap<>(QuarkusTestDatabase.properties());
        String url = String.valueOf(settings.get(URL));
        try (var connection = DriverManager.getConnection(
                        url, settings.get("quarkus.datasource.username"), settings.get("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        settings.put(URL, url + (url.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA);
        return settings;
    }
}
