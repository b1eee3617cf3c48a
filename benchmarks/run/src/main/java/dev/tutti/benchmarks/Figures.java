package dev.tutti.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What was measured, lane by lane and round by round, and the ratios that were asked for. */
final class Figures {

    /** One turn at full speed; processor time is that of the server and of PostgreSQL, until the last action was done. */
    record Turn(double perSecond, double cpuMillis) {}

    private final Map<Lane, List<Turn>> turns = new EnumMap<>(Lane.class);
    private final Map<Integer, Map<Lane, List<Double>>> delays = new TreeMap<>();

    void add(Lane lane, Turn turn) {
        turns.computeIfAbsent(lane, any -> new ArrayList<>()).add(turn);
    }

    void add(int perSecond, Lane lane, List<Double> millis) {
        delays.computeIfAbsent(perSecond, any -> new EnumMap<>(Lane.class))
                .computeIfAbsent(lane, any -> new ArrayList<>())
                .addAll(millis);
    }

    void print() {
        System.out.println("\nalerts/s, and processor milliseconds per alert, by round");
        turns.forEach((lane, all) -> {
            System.out.printf(Locale.ROOT, "  %-44s", lane.title());
            all.forEach(turn -> System.out.printf(Locale.ROOT, "  %7.0f %6.3f", turn.perSecond(), turn.cpuMillis()));
            System.out.println();
        });
        System.out.println("\nPOST to arrival of the action, milliseconds");
        delays.forEach((rate, lanes) -> lanes.forEach((lane, millis) -> System.out.printf(
                Locale.ROOT,
                "  %-44s %4d/s  p50 %7.2f  p99 %7.2f  of %d%n",
                lane.title(),
                rate,
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                millis.size())));
        System.out.println("\nratios: the median of the rounds (all rounds); of delays, over all rounds");
        ratio("single posts to (a)", "at least 1.3", Lane.E, Lane.A, Turn::perSecond);
        ratio("single posts to (b)", "at least 0.55", Lane.E, Lane.B, Turn::perSecond);
        ratio("batches of 100 to (c)", "at least 0.25", Lane.E100, Lane.C, Turn::perSecond);
        ratio("processor time per alert to (d)", "at most 2.5", Lane.E, Lane.D, Turn::cpuMillis);
        delays.forEach((rate, lanes) -> {
            for (double q : new double[] {0.5, 0.99}) {
                double ratio = quantile(lanes.getOrDefault(Lane.E, List.of()), q)
                        / quantile(lanes.getOrDefault(Lane.D, List.of()), q);
                String what = String.format(Locale.ROOT, "POST to action to (d), p%.0f at %d/s", q * 100, rate);
                System.out.printf(Locale.ROOT, "  %-44s %5.2f  wanted %s%n", what, ratio, "at most 2");
            }
        });
    }

    private void ratio(String what, String wanted, Lane lane, Lane base, ToDoubleFunction<Turn> value) {
        List<Turn> above = turns.getOrDefault(lane, List.of());
        List<Turn> below = turns.getOrDefault(base, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(above.size(), below.size()); round++) {
            ratios.add(value.applyAsDouble(above.get(round)) / value.applyAsDouble(below.get(round)));
        }
        String all = String.join(
                ", ",
                ratios.stream().map(r -> String.format(Locale.ROOT, "%.2f", r)).toList());
        System.out.printf(Locale.ROOT, "  %-44s %5.2f  wanted %s  (%s)%n", what, quantile(ratios, 0.5), wanted, all);
    }

    static double quantile(List<Double> values, double q) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, q * sorted.size()));
    }
}
