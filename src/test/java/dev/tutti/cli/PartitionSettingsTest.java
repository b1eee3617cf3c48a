package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionSettingsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutConfigurationThereIsOnePartitionByTenant() throws IOException {
        assertThat(PartitionSettings.in(folder)).isEqualTo(new PartitionSettings(List.of("tenant"), 1));
    }

    @Test
    void theFileBesideTheServiceIsReadAsQuarkusReadsIt() throws IOException {
        configure("""
                tutti.conductor.partition-key=tenant, host
                tutti.conductor.partitions=2
                %prod.tutti.conductor.partitions=8
                %test.tutti.conductor.partitions=3
                """);

        assertThat(PartitionSettings.in(folder)).isEqualTo(new PartitionSettings(List.of("tenant", " host"), 8));
    }

    @Test
    void aNumberThatIsNoneIsToldWithItsKey() throws IOException {
        configure("tutti.conductor.partitions=many\n");

        assertThatThrownBy(() -> PartitionSettings.in(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tutti.conductor.partitions");
    }

    @Test
    void aKeyOfOnePartitionIsTriedWithSeveral() {
        PartitionSettings one = new PartitionSettings(List.of("tenant"), 1);

        assertThat(one.by(List.of("host"))).isEqualTo(new PartitionSettings(List.of("host"), 2));
    }

    private void configure(String text) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), text);
    }
}
