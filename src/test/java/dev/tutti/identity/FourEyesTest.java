package dev.tutti.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourEyesTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"bea,bea,true", "Bea,bEA,true", " bea,bea\t,true", "bea,ben,false", "bea,bea2,false"})
    void oneHandIsOneHandHoweverItsNameIsWritten(String proposer, String approver, boolean same) {
        assertThat(FourEyes.sameHand(proposer, approver)).isEqualTo(same);
    }
}
