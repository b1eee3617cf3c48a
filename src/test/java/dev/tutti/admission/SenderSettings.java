package dev.tutti.admission;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.util.Map;

/** What an administrator would configure for senders; the log of accesses is on where an address may hold a secret. */
@WithTestResource(value = SenderSettings.class, scope = TestResourceScope.GLOBAL)
public final class SenderSettings implements QuarkusTestResourceLifecycleManager {

    static final String HMAC_KEY = "a-key-that-both-sides-have-0123456789";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "tutti.sources.secret-urls", "true",
                "tutti.sources.hmac.over-http-signed.key", HMAC_KEY,
                "quarkus.http.access-log.enabled", "true",
                "quarkus.http.access-log.exclude-pattern", "(?!/api/v1/hooks/).*");
    }

    @Override
    public void stop() {}
}
