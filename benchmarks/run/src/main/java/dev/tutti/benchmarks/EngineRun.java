package dev.tutti.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link EngineBenchmark} in rounds and prints the ratios. */
final class EngineRun {

    private static final String[] RULES = {"10", "100", "1000"};
    private static final String[] LIVE = {"1000", "10000", "100000"};

    private EngineRun() {}

    static void run(Options options) throws RunnerException {
        List<Double> byRules = new ArrayList<>();
        List<Double> byEvents = new ArrayList<>();
        for (int round = 1; round <= options.number("rounds", 3); round++) {
            Map<String, Double> rules = rates("rules", RULES, LIVE[0]);
            Map<String, Double> live = rates("live", LIVE, "0");
            System.out.println("round " + round + ", alerts/s: rules " + rules + ", live events " + live);
            byRules.add(rules.get("1000") / rules.get("10"));
            byEvents.add(live.get("100000") / live.get("10000"));
        }
        print("1,000 rules to 10", "at least 0.8", byRules);
        print("100,000 live events to 10,000", "at least 0.7", byEvents);
    }

    private static Map<String, Double> rates(String varied, String[] values, String other) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(EngineBenchmark.class.getSimpleName())
                        .param(varied, values)
                        .param(varied.equals("rules") ? "live" : "rules", other)
                        .build())
                .run();
        Map<String, Double> rates = new TreeMap<>();
        results.forEach(result -> rates.put(
                result.getParams().getParam(varied), result.getPrimaryResult().getScore()));
        return rates;
    }

    private static void print(String what, String wanted, List<Double> ratios) {
        System.out.printf(
                Locale.ROOT, "%-32s %.2f  wanted %s  %s%n", what, Figures.quantile(ratios, 0.5), wanted, ratios);
    }
}
