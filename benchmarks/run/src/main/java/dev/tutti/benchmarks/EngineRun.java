package dev.tutti.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link EngineBenchmark} in rounds and prints the ratios. Each rate is of a process of its own, and the two that are
 * compared follow each other, in the other order in every second round.
 */
final class EngineRun {

    private static final String RULES = "rules";
    private static final String LIVE = "live";

    private EngineRun() {}

    static void run(Options options) throws RunnerException {
        List<Double> byRules = new ArrayList<>();
        List<Double> byEvents = new ArrayList<>();
        for (int round = 1; round <= options.number("rounds", 3); round++) {
            boolean largeFirst = round % 2 == 0;
            byRules.add(ratio(RULES, "10", "1000", LIVE, "10000", largeFirst));
            byEvents.add(ratio(LIVE, "10000", "100000", RULES, "10", largeFirst));
        }
        print("1,000 rules to 10", "at least 0.8", byRules);
        print("100,000 live events to 10,000", "at least 0.7", byEvents);
    }

    private static double ratio(
            String varied, String small, String large, String fixed, String value, boolean largeFirst)
            throws RunnerException {
        double before = largeFirst ? rate(varied, large, fixed, value) : 0;
        double base = rate(varied, small, fixed, value);
        double other = largeFirst ? before : rate(varied, large, fixed, value);
        System.out.printf(
                Locale.ROOT,
                "%s %s: %.0f alerts/s, %s: %.0f alerts/s, ratio %.2f%n",
                varied,
                small,
                base,
                large,
                other,
                other / base);
        return other / base;
    }

    private static double rate(String varied, String value, String fixed, String other) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(EngineBenchmark.class.getSimpleName())
                        .param(varied, value)
                        .param(fixed, other)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
    }

    private static void print(String what, String wanted, List<Double> ratios) {
        String all = String.join(
                ", ",
                ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
        System.out.printf(
                Locale.ROOT, "%-32s %5.2f  wanted %s  (%s)%n", what, Figures.quantile(ratios, 0.5), wanted, all);
    }
}
