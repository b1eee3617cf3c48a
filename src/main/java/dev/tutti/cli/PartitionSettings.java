package dev.tutti.cli;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How alerts are divided among partitions, as {@code tutti serve} would find it when it were started in the same place:
 * system properties before the environment before {@code config/application.properties}.
 *
 * @param key the words of {@code tutti.conductor.partition-key}
 */
record PartitionSettings(List<String> key, int number) {

    private static final String KEY = "tutti.conductor.partition-key";
    private static final String NUMBER = "tutti.conductor.partitions";

    /** Where Quarkus puts that file: above what is in the jar and below the environment. */
    private static final int ORDINAL = 260;

    /**
     * What is not configured is as in {@code ConductorConfig}: one partition, by tenant.
     *
     * @throws IllegalArgumentException when a number is none
     */
    static PartitionSettings in(Path directory) throws IOException {
        SmallRyeConfigBuilder sources = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withProfile("prod");
        Path file = directory.resolve("config").resolve("application.properties");
        if (Files.exists(file)) {
            sources.withSources(new PropertiesConfigSource(file.toUri().toURL(), ORDINAL));
        }
        SmallRyeConfig config = sources.build();
        return new PartitionSettings(
                config.getOptionalValues(KEY, String.class).orElse(List.of("tenant")),
                config.getOptionalValue(NUMBER, Integer.class).orElse(1));
    }

    /** The same with another key, and more than one partition, since a key of one divides nothing. */
    PartitionSettings by(List<String> words) {
        return new PartitionSettings(words, Math.max(2, number));
    }
}
