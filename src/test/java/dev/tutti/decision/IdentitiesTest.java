package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Parameter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    @Test
    void keepsTheIdentityThatItGaveBefore() {
        // A change here breaks every history: the same replay would name the same things anew.
        assertThat(Identities.action("default", 42, "sameness")).isEqualTo("f6f9d113-96ed-8bbe-b28b-deb8ad1e87e6");
    }

    @Test
    void writesUuidsOfVersionEight() {
        for (String id : List.of(
                Identities.action("default", 42, "s"),
                Identities.firing("default", 42, "a rule", List.of("Alert:1")),
                Identities.alert("default", "suricata", "1f3a", "digest"))) {
            assertThat(UUID.fromString(id).version()).isEqualTo(8);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        }
    }

    @Test
    void tellsThePartsOfAnIdentityApart() {
        assertThat(Set.of(
                        Identities.sameness("a", "bc", "d", List.of()),
                        Identities.sameness("ab", "c", "d", List.of()),
                        Identities.sameness("a", "b", "cd", List.of()),
                        Identities.sameness("a", "b", "c", List.of(new Parameter("d", ""))),
                        Identities.sameness("a", "b", "c", List.of(new Parameter("", "d")))))
                .hasSize(5);
        assertThat(Identities.firing("p", 1, "r", List.of("a", "b")))
                .isNotEqualTo(Identities.firing("p", 1, "r", List.of("ab")))
                .isNotEqualTo(Identities.firing("p", 1, "r", List.of("b", "a")));
        assertThat(Identities.action("p1", 1, "s")).isNotEqualTo(Identities.action("p", 11, "s"));
    }

    @Test
    void countsParametersInSortedOrder() {
        Parameter a = new Parameter("a", "1");
        Parameter b = new Parameter("b", "2");

        assertThat(Identities.sameness("t", "c", "x", List.of(a, b)))
                .isEqualTo(Identities.sameness("t", "c", "x", List.of(b, a)));
    }

    @Property(tries = 300)
    void givesDifferentAlertsDifferentIdentities(
            @ForAll("texts") List<String> one, @ForAll("texts") List<String> other) {
        assertThat(alert(one).equals(alert(other))).isEqualTo(one.equals(other));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("", "a", "b", "ab", "ü", "\u0000").list().ofSize(4);
    }

    private static String alert(List<String> parts) {
        return Identities.alert(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }
}
