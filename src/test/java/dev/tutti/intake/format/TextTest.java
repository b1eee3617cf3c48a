package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class TextTest {

    @Property
    void isWellFormedExactlyWhenItSurvivesUtf8(
            @ForAll @Chars({'a', '\uD83D', '\uDE00', '\uE000'}) @StringLength(max = 6) String text) {
        String back = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Text.isWellFormed(text)).isEqualTo(back.equals(text));
    }

    @Property
    void keepsNeitherNulNorHalfAPair(
            @ForAll @Chars({'a', '\0', '\uD83D', '\uDE00'}) @StringLength(max = 6) String text) {
        String kept = Text.of(text, 10);

        assertThat(kept).hasSameSizeAs(text).doesNotContain("\0");
        assertThat(Text.isWellFormed(kept)).isTrue();
    }
}
