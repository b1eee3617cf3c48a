package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ObservableType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    @Property
    void fourNumbersOfAByteAreAnAddressAsTheyStand(
            @ForAll @IntRange(max = 255) int a,
            @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c,
            @ForAll @IntRange(max = 255) int d) {
        String address = a + "." + b + "." + c + "." + d;

        assertThat(Spelling.of(ObservableType.IP, address)).hasValue(address);
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:198.51.100.7, 198.51.100.7",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "' 198.51.100.7 ', 198.51.100.7"
    })
    void anAddressHasOneSpelling(String written, String spelt) {
        assertThat(Spelling.of(ObservableType.IP, written)).hasValue(spelt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "256.0.0.1",
                "1.2.3.999",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                "1.2.3.",
                "1.2.3.4/32",
                "1,2,3,4",
                "1.2.3.-4",
                "١.2.3.4"
            })
    void whatIsNearlyAnAddressIsNone(String text) {
        assertThat(Spelling.of(ObservableType.IP, text)).isEmpty();
    }
}
