package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalDigestTest {

    private static final Parameter FOR = new Parameter("for", "PT1H");
    private static final Parameter ZONE = new Parameter("zone", "dmz \"1\"");

    @Test
    void isTheHashOfTheCanonicalForm() throws Exception {
        String canonical =
                "{\"capability\":\"firewall.block-ip\",\"parameters\":[{\"name\":\"for\",\"value\":\"PT1H\"},"
                        + "{\"name\":\"zone\",\"value\":\"dmz \\\"1\\\"\"}],\"providers\":\"p1\",\"target\":\"198.51.100.7\"}";

        assertThat(ApprovalDigest.of("firewall.block-ip", "198.51.100.7", List.of(ZONE, FOR), "p1"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(canonical.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void changesWithWhateverChanges() {
        assertThat(Set.of(
                        ApprovalDigest.of("c", "t", List.of(FOR), "p"),
                        ApprovalDigest.of("c2", "t", List.of(FOR), "p"),
                        ApprovalDigest.of("c", "t2", List.of(FOR), "p"),
                        ApprovalDigest.of("c", "t", List.of(), "p"),
                        ApprovalDigest.of("c", "t", List.of(new Parameter("for", "PT2H")), "p"),
                        ApprovalDigest.of("c", "t", List.of(FOR), "p2")))
                .hasSize(6);
    }

    @Test
    void isTheSameForTheActionAsForItsParts() {
        assertThat(ApprovalDigest.of(Scene.action("any"), "p"))
                .isEqualTo(ApprovalDigest.of("firewall.block-ip", "198.51.100.7", List.of(), "p"));
    }
}
