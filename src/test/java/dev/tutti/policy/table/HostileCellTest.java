package dev.tutti.policy.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a cell, it is a value of its column or a flaw of its own cell; it is never text in a rule. */
class HostileCellTest {

    private static final List<String> SOUND =
            List.of("policy", "edr.isolate-host", "*", "*", "*", "ask", "role:lead", "1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"+System.exit(1)+\"",
                "\" ) then System.exit(1); end //",
                "edr.isolate-host\\\"",
                "\\u0022+x+\\u0022",
                "role:lead\", 1, false, null, \"",
                "DeviceClass.SERVER",
                "SERVER ) || eval( true",
                "SERVER, CLOUD",
                "Server",
                "sÉRVER",
                "role:",
                "role:a b",
                "role:lead|role:other",
                "team:\u202Edaeh",
                "person:ada",
                "=1+1",
                "-1",
                "0",
                "10",
                "1e0",
                "1.0",
                "99999999999999999999",
                "|",
                "*|*",
                "policy|",
                "Responder",
                "${x}",
                "$proposer",
                "@policyId(X)",
                "/* *",
                "#",
                "NULL",
                "\u0000",
                "\u2028",
                "\t\u000b\f",
            })
    void isAFlawOfItsOwnCellInEveryColumn(String hostile) {
        for (int column = 0; column < SOUND.size(); column++) {
            String[] cells = SOUND.toArray(String[]::new);
            cells[column] = "\"" + hostile.replace("\"", "\"\"") + "\"";

            TableReading reading = Matrix.of(String.join(",", cells));

            String at = (char) ('A' + column) + "2 ";
            assertThat(reading.table()).as("%s%s", at, hostile).isEmpty();
            assertThat(Matrix.shown(reading))
                    .as("%s%s", at, hostile)
                    .isNotEmpty()
                    .allMatch(flaw -> flaw.startsWith("2:") && flaw.contains(": " + at))
                    .allMatch(flaw -> flaw.matches("[\\x20-\\x7e]+"));
        }
    }

    @Test
    void isReadNoFurtherThanItsLongestLength() {
        String huge = "policy|".repeat(15_000);

        assertThat(Matrix.flaws(huge + ",*,*,*,*,enforce,,"))
                .contains("2:1: A2 proposer: is longer than 1000 characters")
                .allMatch(flaw -> flaw.length() < 300);
    }

    @Test
    void cannotOpenAQuoteThatSwallowsOtherRows() {
        assertThat(Matrix.flaws("*,\"edr.isolate-host,*,*,*,observe,,", "*,*,*,*,*,enforce,,"))
                .singleElement()
                .asString()
                .startsWith("2:1: this line is not CSV");
    }

    @Test
    void cannotHideBehindAQuoteThatHasEnded() {
        assertThat(Matrix.flaws("*,\"edr.isolate-host\"x,*,*,*,observe,,"))
                .singleElement()
                .asString()
                .startsWith("2:1: this line is not CSV");
    }

    @Test
    void isNotFoundWhereNoColumnIs() {
        assertThat(Matrix.flaws("*,*,*,*,*,enforce,,,observe"))
                .containsExactly("2:21: I2: stands right of the last column that has a name");
        assertThat(Matrix.flaws("*,*,*,*,*,enforce,,,,")).isEmpty();
        assertThat(Matrix.flaws("*,*,*,*,*,enforce"))
                .containsExactly(
                        "2:11: F2 mode: after this cell the row ends; it has 6 cells of 8, is a comma missing?");
    }

    @Test
    void isPointedAtBehindQuotedCommas() {
        assertThat(Matrix.flaws("\"po,li\"\"cy\",*,TOASTER,*,*,enforce,,"))
                .anyMatch(flaw -> flaw.startsWith("2:15: C2 deviceClass: 'TOASTER' is not one of"));
    }

    @Test
    void theFirstLineHasExactlyTheColumnsOfTheKind() {
        assertThat(Matrix.shown(Matrix.read(""))).containsExactly("1:1: the first line names the columns");
        assertThat(Matrix.shown(Matrix.read("proposer;capability;mode\n*;*;enforce")))
                .containsExactly("1:1: cells are separated by commas, not by semicolons");
        assertThat(Matrix.shown(Matrix.read("proposer,capability,Mode,mode,mode\n")))
                .containsExactly(
                        "1:21: C1: 'Mode' is not a column of this kind of table, which has proposer, capability, deviceClass,"
                                + " criticality, dataClass, mode, approver, quorum, and note if you like",
                        "1:31: E1: there is a second column of this name",
                        "1:1: the first line lacks the column approver, criticality, dataClass, deviceClass, quorum");
        assertThat(Matrix.flaws()).containsExactly("1:1: a table has at least one row under the names of its columns");
        assertThat(Matrix.shown(Matrix.read("a,".repeat(40))))
                .first()
                .asString()
                .contains("at most 26 columns");
    }

    @Test
    void rowsAreCounted() {
        String[] rows = new String[501];
        java.util.Arrays.fill(rows, "*,*,*,*,*,enforce,,");

        assertThat(Matrix.flaws(rows)).contains("502:1: a table has at most 500 rows; make two policies of it");
    }

    @Test
    void whoIsAskedAndHowManyBelongsToAskingOnly() {
        assertThat(Matrix.flaws("*,*,*,*,*,enforce,role:lead,1"))
                .containsExactly(
                        "2:19: G2 approver: stays empty in the mode enforce, in which nobody is asked",
                        "2:29: H2 quorum: stays empty in the mode enforce, in which nobody is asked");
        assertThat(Matrix.flaws("*,*,*,*,*,ask,,"))
                .containsExactly(
                        "2:15: G2 approver: who is asked reads role:NAME, team:NAME or owner, not ''",
                        "2:16: H2 quorum: how many must agree is a number from 1 to 9, not ''");
        assertThat(Matrix.flaws("*,*,*,*,*,ask,owner,2"))
                .containsExactly("2:21: H2 quorum: an owner is one person, so 1 must agree");
    }

    @Test
    void aPolicyThatListsNoSoundCapabilityHasNoTable() {
        TableReading reading = Table.read(TableKind.AUTHORITY, List.of("x\" ) then"), Matrix.FRAME, "proposer\n*");

        assertThat(Matrix.shown(reading)).singleElement().asString().contains("policy.yaml lists no capability");
    }
}
