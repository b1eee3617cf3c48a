package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

    private static final ConnectorInstance TOOL =
            new ConnectorInstance("edr", "edr", URI.create("https://edr.test/base"), Secret.none(), Set.of("edr.test"));

    @Test
    void expandsBelowTheRootOfTheInstance() {
        assertThat(PathTemplate.of("/hosts/{target}{?note}").below(TOOL, Map.of("target", "a/b", "note", "x y")))
                .contains(URI.create("https://edr.test/base/hosts/a%2Fb?note=x%20y"));
    }

    @Test
    void leavesNoGapWhereAValueIsMissing() {
        PathTemplate path = PathTemplate.of("/hosts/id-{target}");

        assertThat(path.below(TOOL, Map.of())).isEmpty();
        assertThat(path.below(TOOL, Map.of("target", ""))).isEmpty();
    }

    @Test
    void growsNoLongerThanAToolCanRead() {
        PathTemplate path = PathTemplate.of("/hosts/{target}");

        assertThat(path.below(TOOL, Map.of("target", "a".repeat(3_993)))).isPresent();
        assertThat(path.below(TOOL, Map.of("target", "a".repeat(3_994)))).isEmpty();
    }
}
