package dev.tutti.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One life of the packaged service through everything that can go wrong around it.
 *
 * <p>{@code -Dtutti.fault-seconds=300} makes each fault last; without it a fault ends when what it must show was seen.
 */
class FaultsUnderLoadIT {

    private static final long SEED = Long.getLong("tutti.seed", 20);
    private static final Duration SEEN = Duration.ofMinutes(1);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("tutti.fault-seconds", 0));
    private static final int SIEMS = 4;
    private static final int BREATH_MILLIS = 40;

    private static Theatre theatre;

    private int crowds;

    @BeforeAll
    static void open() {
        theatre = Theatre.open("faults-under-load", Map.of("tutti.conductor.patience", "2s"));
    }

    @AfterAll
    static void close() {
        try {
            theatre.service.stop();
        } finally {
            theatre.close();
        }
    }

    @Test
    void aBatchOfTenThousandIsRefusedAsAWholeAndOneOfAThousandIsTaken() {
        long before = new Books(theatre).counts().get("alert");

        for (int tooMany : List.of(10_000, 1_001)) {
            Response refused = theatre.as("siem").body(batch("huge", tooMany)).post("/api/v1/alerts");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.contentType()).startsWith("application/problem+json");
            assertThat(refused.jsonPath().getString("hint")).contains("several requests");
        }
        assertThat(new Books(theatre).counts()).containsEntry("alert", before);

        Response taken = theatre.as("siem").body(batch("large", 1_000)).post("/api/v1/alerts");
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.jsonPath().getList("items.id"))
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .hasSize(1_000);
        assertThat(new Books(theatre).counts()).containsEntry("alert", before + 1_000);
    }

    @Test
    void theSameAlertsFromEverywhereInEveryOrderAreEachDecidedOnce() {
        // Given what one SIEM reports, and others that report the same in other orders and other batches
        Feed feed = new Feed("echo", SEED, theatre.clock);
        List<String> alerts = IntStream.range(0, 60)
                .mapToObj(i -> feed.next())
                .filter(post -> post.format().isEmpty())
                .flatMap(post -> post.items().stream())
                .toList();
        long before = new Books(theatre).counts().get("alert");

        // When
        Crowd.of(IntStream.range(0, SIEMS)
                        .mapToObj(i -> (Runnable) () -> deliverShuffled(feed, alerts, new Random(SEED + i)))
                        .toList())
                .disperse();

        // Then
        assertThat(new Books(theatre).counts()).containsEntry("alert", before + alerts.size());
        theatre.settle();
        assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
    }

    @Test
    void toolsThatHangFailOrAreBusyKeepNobodyElseWaiting() {
        Crowd crowd = gather();
        int callsBefore = theatre.ledger.calls().size();

        // When
        theatre.tools.get("firewall").mood(StubTool.Mood.HANGS);
        theatre.tools.get("tickets").mood(StubTool.Mood.FAILS);
        theatre.tools.get("edr").mood(StubTool.Mood.BUSY);
        long decided = theatre.receipts.acknowledgements.get();
        long told = theatre.ledger.effects("chat");

        // Then decisions are made and the one tool that is well is used meanwhile
        try {
            seen("200 alerts are decided", () -> theatre.receipts.acknowledgements.get() >= decided + 200);
            seen("20 messages are posted", () -> theatre.ledger.effects("chat") >= told + 20);
            seen(
                    "all three were called in vain",
                    () -> theatre.ledger.calls().stream()
                                    .skip(callsBefore)
                                    .filter(call -> !call.effect())
                                    .map(Ledger.Call::tool)
                                    .distinct()
                                    .count()
                            == 3);
            assertThat(theatre.service.status("live")).isEqualTo(200);
            last();
        } finally {
            theatre.tools.values().forEach(tool -> tool.mood(StubTool.Mood.WELL));
        }

        // And when they are well again, everything that waited is done once
        crowd.disperse();
        theatre.settle();
        assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
        assertThat(earliestReturn("edr", callsBefore))
                .as("a Retry-After of one second")
                .isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aDatabaseThatStandsStillIsWaitedFor() {
        outage(
                () -> theatre.service.postgres().freeze(),
                () -> theatre.service.postgres().thaw());
    }

    @Test
    void aDatabaseThatIsStoppedIsWaitedFor() {
        outage(
                () -> theatre.service.postgres().shutDown(),
                () -> theatre.service.postgres().startAgain());
    }

    /** By hand it stands for longer than a step may take. */
    @Test
    void aServiceThatStoodStillGoesOnAndBlamesNobody() {
        Crowd crowd = gather();
        long before = theatre.receipts.acknowledgements.get();
        seen("the service is under load", () -> theatre.receipts.acknowledgements.get() >= before + 50);

        theatre.service.freeze();
        Moments.pause(LASTS.plusSeconds(1));
        theatre.service.thaw();

        long decided = theatre.receipts.acknowledgements.get();
        seen("200 alerts are decided", () -> theatre.receipts.acknowledgements.get() >= decided + 200);
        crowd.disperse();
        theatre.settle();
        assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
        assertThat(new Books(theatre).counts()).containsEntry("SET_ASIDE", 0L);
    }

    private void outage(Runnable begins, Runnable ends) {
        Crowd crowd = gather();
        long decided = theatre.receipts.acknowledgements.get();
        seen("the service is under load", () -> theatre.receipts.acknowledgements.get() >= decided + 50);
        long turnedAway = theatre.receipts.turnedAway.get();

        // When
        begins.run();

        // Then callers are told to come again, and nobody restarts a service that only waits
        try {
            seen("callers are turned away", () -> theatre.receipts.turnedAway.get() >= turnedAway + SIEMS);
            // While PostgreSQL stands still the answer may take longer than anybody waits for it.
            seen("it is not ready", () -> theatre.service.status("ready") != 200);
            assertThat(theatre.service.status("live")).isEqualTo(200);
            last();
        } finally {
            ends.run();
        }

        // And when it is back, so is the service, and nothing is lost
        seen("it is ready again", () -> theatre.service.status("ready") == 200);
        crowd.disperse();
        theatre.settle();
        assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
    }

    private Crowd gather() {
        crowds++;
        return Crowd.gather(theatre, "crowd-" + crowds + "-" + theatre.clock.millis(), SEED, SIEMS, BREATH_MILLIS);
    }

    private static void deliverShuffled(Feed feed, List<String> alerts, Random random) {
        List<String> shuffled = new ArrayList<>(alerts);
        Collections.shuffle(shuffled, random);
        Siem siem = new Siem(theatre, feed, random, 0, new AtomicBoolean());
        for (int i = 0; i < shuffled.size(); ) {
            int end = Math.min(shuffled.size(), i + 1 + random.nextInt(20));
            siem.deliver(new Post("", shuffled.subList(i, end)));
            i = end;
        }
    }

    private static String batch(String name, int size) {
        return new Post(
                        "",
                        IntStream.range(0, size)
                                .mapToObj(i ->
                                        "{\"source\":\"%s\",\"sourceId\":\"%s-%d\",\"title\":\"x\",\"observedAt\":\"%s\"}"
                                                .formatted(name, name, i, theatre.clock.instant()))
                                .toList())
                .body();
    }

    /** The shortest time between two calls of this tool for the same action, in milliseconds. */
    private static long earliestReturn(String tool, int skip) {
        Map<String, Long> last = new HashMap<>();
        long shortest = Long.MAX_VALUE;
        for (Ledger.Call call :
                theatre.ledger.calls().subList(skip, theatre.ledger.calls().size())) {
            if (call.tool().equals(tool)) {
                Long before = last.put(call.key(), call.at().toEpochMilli());
                shortest =
                        before == null ? shortest : Math.min(shortest, call.at().toEpochMilli() - before);
            }
        }
        return shortest;
    }

    private static void seen(String what, BooleanSupplier condition) {
        Moments.await(SEEN, what, condition::getAsBoolean);
    }

    private static void last() {
        Moments.pause(LASTS);
    }
}
