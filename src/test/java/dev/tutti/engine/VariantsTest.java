package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private final RuleSet rules = Rules.rules()
            .isolatingMalware()
            .holdingDuringFreezes()
            .permittingEverything()
            .set();
    private final Policy proposing = rules.policy("RES-900").orElseThrow();

    @Test
    void makesARuleBaseOfOneMutantAndTheOtherPoliciesAsTheyAre() {
        Mutant scans = saying(proposing.drl().replace("Kind.MALWARE", "Kind.OTHER"));

        try (Variants variants = Variants.compile(rules, List.of(scans));
                RuleBase mutated = variants.base(rules, scans);
                RuleBase sound = variants.base(rules)) {
            assertThat(variants.compiles(scans)).isTrue();
            assertThat(mutated.rules()).isEqualTo(3);
            assertThat(mutated.policyIds()).isEqualTo(sound.policyIds());
            assertThat(mutated.phases()).isEqualTo(sound.phases());
        }
    }

    @Test
    void tellsWhatDoesNotCompileFromWhatDoes() {
        Mutant unknownVariable = saying(proposing.drl().replace("$host : host", "user != \"\""));
        Mutant unreadable = saying(proposing.drl().replace("then", "than"));
        Mutant wrongType = saying(proposing.drl().replace("kind == Kind.MALWARE", "kind == 5"));
        Mutant wrongJava = saying(proposing.drl().replace("$id, \"edr", "3, \"edr"));
        Mutant fine = saying(proposing.drl().replace("host != \"\"", "host != \"x\""));

        try (Variants variants =
                Variants.compile(rules, List.of(unknownVariable, unreadable, wrongType, wrongJava, fine))) {
            assertThat(List.of(unknownVariable, unreadable, wrongType, wrongJava))
                    .noneMatch(variants::compiles);
            assertThat(variants.compiles(fine)).isTrue();
        }
    }

    @Test
    void refusesToTryMutantsOfRulesThatDoNotCompileThemselves() {
        RuleSet spoilt = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-900",
                        "Alert( kind == 5, $ip : sourceIp )",
                        "insertLogical( new ScanningAddress( $ip ) );")
                .set();

        assertThatThrownBy(() -> Variants.compile(spoilt, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tutti lint");
    }

    private Mutant saying(String drl) {
        assertThat(drl).isNotEqualTo(proposing.drl());
        return new Mutant("RES-900", "Rule of RES-900", "policy.drl", 1, 1, "something", drl);
    }
}
