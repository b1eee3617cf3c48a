package dev.tutti.benchmarks;

import java.util.List;

/** {@code java -jar benchmarks/run/target/benchmarks.jar load|growth|rows|engine}, started in the root of the repository. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "load" -> LoadRun.run(new Options(options));
            case "growth" -> GrowthRun.run(new Options(options));
            case "rows" -> RowsRun.run(new Options(options));
            case "engine" -> EngineRun.run(new Options(options));
            default -> {
                System.err.println("one of: load, growth, rows, engine");
                System.exit(2);
            }
        }
    }
}
