package dev.tutti.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tutti's packaged service and the bare program beside it, on one PostgreSQL, measured in turns: in each round every lane
 * has its turn, so that what else happens on the machine meets all of them.
 */
final class LoadRun implements AutoCloseable {

    private static final Path BARE = Path.of("benchmarks/bare/target/quarkus-app/quarkus-run.jar");
    private static final Path WORK = Path.of("benchmarks/run/target/runs");
    private static final int LEAST_WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 30;
    /** Of the processor time that a program takes, what its JVM's compilers may take when it is warm. */
    private static final double WARM = 0.04;

    private static final int LOOK_MILLIS = 500;
    private static final int MOST_LOOKS = 20;
    private static final String RATES = "50,200";

    private final Options options;
    private final Database database = new Database(WORK.resolve("data"));
    private final StubTool tool = new StubTool();
    private final Alerts alerts;
    private final Program bare;
    private final Program tutti;
    private final Figures figures = new Figures();

    private LoadRun(Options options) throws Exception {
        this.options = options;
        this.alerts = new Alerts(options.number("one-acts-in", 5));
        Map<String, String> own = new HashMap<>(database.schema("bare"));
        own.put("BARE_TOOL", tool.url());
        this.bare = new Program(BARE, own, List.of(), WORK.resolve("bare.log"));
        this.tutti = Service.start(database, "tutti", tool, alerts, options);
    }

    static void run(Options options) throws Exception {
        try (LoadRun run = new LoadRun(options)) {
            run.measure();
        }
    }

    private void measure() throws Exception {
        int millis = options.number("seconds", 4) * 1_000;
        System.out.println("warming up");
        List<Lane> lanes = Stream.of(Lane.values())
                .filter(lane -> options.text("lanes", lane.name()).contains(lane.name()))
                .toList();
        warmUp(lanes, 2 * millis);
        for (int round = 1; round <= options.number("rounds", 3); round++) {
            for (Lane lane : lanes) {
                figures.add(lane, turn(lane, millis));
            }
            for (int rate : rates()) {
                for (Lane lane : List.of(Lane.D, Lane.E)) {
                    figures.add(rate, lane, delays(lane, rate, 2 * millis));
                }
            }
        }
        figures.print();
        RowCheck.print(database);
    }

    /** All of them unless something else was named, or only some lanes. */
    private List<Integer> rates() {
        String rates = options.text("rates", options.text("lanes", "").isEmpty() ? RATES : "");
        return Stream.of(rates.split(","))
                .filter(rate -> !rate.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /**
     * All lanes in turn, as they are measured, since what is compiled for one is compiled anew for the next. A program is warm
     * when its compilers have next to nothing to do any more; until then it runs half as fast and shows nothing of it, since two
     * turns may well look alike.
     */
    private void warmUp(List<Lane> lanes, int millis) throws Exception {
        for (Program program : List.of(bare, tutti)) {
            List<Lane> own = lanes.stream().filter(lane -> of(lane) == program).toList();
            double share = 1;
            for (int round = 1; !own.isEmpty() && round <= MOST_WARM_UPS; round++) {
                Duration compilers = program.compilers();
                Duration all = program.cpu();
                for (Lane lane : own) {
                    turn(lane, millis);
                }
                share = (double) program.compilers().minus(compilers).toMillis()
                        / program.cpu().minus(all).toMillis();
                System.out.printf("  its compilers took %.0f %% of its processor time%n", 100 * share);
                if (round >= LEAST_WARM_UPS && share < WARM) {
                    break;
                }
            }
        }
    }

    /** Until the compilers of both programs have done what the last turn gave them to do, but not for ever. */
    private void rest() throws InterruptedException {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Duration before = bare.cpu().plus(tutti.cpu());
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            if (bare.cpu().plus(tutti.cpu()).minus(before).toMillis() < LOOK_MILLIS / 10) {
                return;
            }
        }
    }

    private Figures.Turn turn(Lane lane, int millis) throws Exception {
        rest();
        Program server = of(lane);
        Duration program = server.cpu();
        Duration postgres = database.cpu();
        Load.Result result = load(lane).closed(lane.connections(), lane.perRequest(), millis);
        settle(lane, result);
        double programs = millis(server.cpu().minus(program)) / result.posted();
        double databases = millis(database.cpu().minus(postgres)) / result.posted();
        Figures.Turn turn = new Figures.Turn(result.perSecond(), programs + databases);
        System.out.printf(
                "%-44s %7.0f alerts/s  %.3f ms/alert, %.3f of it PostgreSQL's%n",
                lane.title(), turn.perSecond(), turn.cpuMillis(), databases);
        return turn;
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private List<Double> delays(Lane lane, int rate, int millis) throws Exception {
        rest();
        Load.Result result = load(lane).open(lane.connections(), rate, millis);
        settle(lane, result);
        List<Double> delays = tool.delays(result.acting());
        System.out.printf(
                "%-44s at %d/s  p50 %.2f ms  p99 %.2f ms%n",
                lane.title(), rate, Figures.quantile(delays, 0.5), Figures.quantile(delays, 0.99));
        return delays;
    }

    /** What a turn has left to do belongs to it, and must not be in the way of the next one. */
    private void settle(Lane lane, Load.Result result) throws Exception {
        int missing = lane.acts() ? tool.awaitAll(result.acting()) : 0;
        if (result.refused() > 0 || missing > 0) {
            System.out.printf("  %s: %d requests refused, %d actions missing%n", lane, result.refused(), missing);
        }
        TimeUnit.MILLISECONDS.sleep(300);
    }

    private Program of(Lane lane) {
        return lane.isTutti() ? tutti : bare;
    }

    private Load load(Lane lane) {
        Endpoint endpoint = lane.isTutti() ? Service.endpoint(tutti) : new Endpoint(bare.port(), lane.path(), "");
        return new Load(endpoint, alerts, tool);
    }

    @Override
    public void close() {
        tutti.close();
        bare.close();
        tool.close();
        database.close();
    }
}
