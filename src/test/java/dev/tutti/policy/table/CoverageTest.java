package dev.tutti.policy.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** One row for each situation, and where that is not so, in the coordinates of a spreadsheet. */
class CoverageTest {

    @Test
    void aTableThatAnswersEachSituationOnceHasNoFlaw() {
        assertThat(Matrix.flaws(
                        "policy,*,SERVER,*,*,observe,,",
                        "policy,*,UNKNOWN|WORKSTATION|MOBILE|DOMAIN_CONTROLLER|NETWORK_DEVICE|CLOUD|INDUSTRIAL,*,*,enforce,,",
                        "responder,*,*,*,*,ask,role:responder,1"))
                .isEmpty();
    }

    @Test
    void tellsAGapOnceForAllItsSituations() {
        assertThat(Matrix.flaws(
                        "policy,edr.isolate-host,SERVER|CLOUD,*,*,observe,,", "*,firewall.block-ip,*,*,*,enforce,,"))
                .containsExactly("1:1: no row answers this: proposer *, capability edr.isolate-host, deviceClass"
                        + " UNKNOWN|WORKSTATION|MOBILE|DOMAIN_CONTROLLER|NETWORK_DEVICE|INDUSTRIAL, criticality *,"
                        + " dataClass *");
    }

    @Test
    void aRoleThatIsNamedOnceIsToBeAnsweredEverywhere() {
        assertThat(Matrix.flaws("policy,*,*,*,*,enforce,,", "responder,edr.isolate-host,*,*,*,observe,,"))
                .containsExactly(
                        "1:1: no row answers this: proposer responder, capability firewall.block-ip, deviceClass *,"
                                + " criticality *, dataClass *");
    }

    @Test
    void machinesAreAnsweredEvenIfNoRowNamesThem() {
        assertThat(Matrix.flaws("responder,*,*,*,*,enforce,,"))
                .containsExactly(
                        "1:1: no row answers this: proposer policy, capability *, deviceClass *, criticality *,"
                                + " dataClass *");
    }

    @Test
    void tellsTwoRowsThatSayTheSameOfOneSituation() {
        assertThat(Matrix.flaws("*,*,*,UNKNOWN|LOW|NORMAL,*,enforce,,", "*,*,*,NORMAL|HIGH|CRITICAL,*,enforce,,"))
                .containsExactly("3:1: A3 proposer: overlap: row 2 says the same already of proposer *, capability *,"
                        + " deviceClass *, criticality NORMAL, dataClass *; take it out of one of them");
    }

    @Test
    void tellsTwoRowsThatContradictEachOther() {
        assertThat(Matrix.flaws(
                        "*,*,*,UNKNOWN|LOW|NORMAL,*,enforce,,", "*,*,*,NORMAL|HIGH|CRITICAL,*,ask,role:responder,2"))
                .containsExactly(
                        "3:1: A3 proposer: contradiction: row 2 says 'enforce', this row 'ask role:responder, 2 of"
                                + " them', of proposer *, capability *, deviceClass *, criticality NORMAL, dataClass *");
    }

    @Test
    void aRowThatAsksOneMoreContradicts() {
        assertThat(Matrix.flaws("*,*,*,*,PUBLIC|SECRET,ask,owner,1", "*,*,*,*,*,ask,role:owner,1"))
                .singleElement()
                .asString()
                .startsWith("2:1: A2 proposer: this row is shadowed")
                .endsWith("by row 3 as well, with another outcome");
    }

    @Test
    void tellsARowThatOneOtherShadows() {
        assertThat(Matrix.flaws("policy,*,SERVER,*,*,enforce,,", "*,*,*,*,*,enforce,,"))
                .containsExactly(
                        "2:1: A2 proposer: this row is shadowed: every situation of it is answered by row 3 as well");
    }

    @Test
    void tellsARowThatOthersShadowTogether() {
        assertThat(Matrix.flaws(
                        "*,*,*,UNKNOWN|LOW|NORMAL,*,enforce,,",
                        "*,*,*,HIGH|CRITICAL,*,observe,,",
                        "*,*,SERVER,NORMAL|HIGH,*,observe,,"))
                .containsExactly(
                        "4:1: A4 proposer: this row is shadowed: every situation of it is answered by rows 2, 3 as"
                                + " well, with another outcome");
    }

    @Test
    void ofTwoEqualRowsTheLaterIsShadowed() {
        assertThat(Matrix.flaws("*,*,*,*,*,enforce,,", "*,*,*,*,*,enforce,,"))
                .containsExactly(
                        "3:1: A3 proposer: this row is shadowed: every situation of it is answered by row 2 as well");
    }

    @Test
    void aThousandGapsMakeElevenLines() {
        List<String> rows = new ArrayList<>();
        for (String device : List.of("SERVER", "CLOUD", "MOBILE")) {
            for (String tier : List.of("LOW", "HIGH")) {
                rows.add("policy,edr.isolate-host," + device + "," + tier + ",SECRET|PUBLIC,observe,,");
            }
            rows.add("policy,firewall.block-ip," + device + ",NORMAL,INTERNAL,observe,,");
        }

        assertThat(Matrix.flaws(rows.toArray(String[]::new)))
                .hasSize(11)
                .last()
                .asString()
                .contains("more gaps");
    }

    @Test
    void moreSituationsThanCanBeLookedAtAreRefused() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add("r" + "abcdefghij".charAt(i / 100) + "abcdefghij".charAt(i / 10 % 10) + "abcdefghij".charAt(i % 10)
                    + ",*,*,*,*,enforce,,");
        }

        assertThat(Matrix.flaws(rows.toArray(String[]::new)))
                .singleElement()
                .asString()
                .contains("speaks of 120400 situations, and 100000 is the most");
    }

    /** Against counting, for each situation, the rows that match it. */
    @Property(tries = 200)
    void agreesWithLookingAtEachSituation(@ForAll("tables") List<String> rows) {
        int[] counts = new int[4];
        for (String proposer : List.of("policy", "responder")) {
            for (String capability : Matrix.CAPABILITIES) {
                for (String tier : List.of("UNKNOWN", "LOW", "NORMAL", "HIGH", "CRITICAL")) {
                    long matching = rows.stream()
                            .map(row -> row.split(",", -1))
                            .filter(cells ->
                                    holds(cells[0], proposer) && holds(cells[1], capability) && holds(cells[3], tier))
                            .count();
                    counts[(int) Math.min(matching, 2)]++;
                }
            }
        }
        // The last row names the other role, so that there always are two.
        List<String> flaws = Matrix.flaws(rows.toArray(String[]::new));

        assertThat(flaws.stream().anyMatch(flaw -> flaw.contains("no row answers this")))
                .isEqualTo(counts[0] > 0);
        assertThat(flaws.stream().anyMatch(flaw -> flaw.matches(".*(overlap|contradiction|shadowed).*")))
                .isEqualTo(counts[2] > 0);
    }

    private static boolean holds(String cell, String value) {
        return cell.equals("*") || List.of(cell.split("\\|")).contains(value);
    }

    @Provide
    Arbitrary<List<String>> tables() {
        Arbitrary<String> proposer = Arbitraries.of("*", "policy", "responder");
        Arbitrary<String> capability = Arbitraries.of("*", "edr.isolate-host", "firewall.block-ip");
        Arbitrary<String> tier = Arbitraries.of("*", "UNKNOWN|LOW", "NORMAL", "NORMAL|HIGH|CRITICAL", "LOW|CRITICAL");
        Arbitrary<String> mode = Arbitraries.of("observe", "enforce");
        Arbitrary<String> row = net.jqwik.api.Combinators.combine(proposer, capability, tier, mode)
                .as((p, c, t, m) -> p + "," + c + ",*," + t + ",*," + m + ",,");
        return row.list().ofMinSize(1).ofMaxSize(6).map(rows -> {
            List<String> more = new ArrayList<>(rows);
            more.add("responder,edr.isolate-host,*,LOW,*,enforce,,");
            return more;
        });
    }
}
