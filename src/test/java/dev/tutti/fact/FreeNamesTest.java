package dev.tutti.fact;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Facts that are known by two free names are the same only if both names are. */
class FreeNamesTest {

    @Test
    void aColonInANameMakesNoOtherFact() {
        assertThat(new Trait("a:b", "c").factId()).isNotEqualTo(new Trait("a", "b:c").factId());
        assertThat(new Sighting("a:b", "c").factId()).isNotEqualTo(new Sighting("a", "b:c").factId());
        assertThat(new OnCall("a:b", "c", 1).factId()).isNotEqualTo(new OnCall("a", "b:c", 1).factId());
    }

    @Test
    void untilWhenSomebodyIsOnCallMakesNoOtherFact() {
        assertThat(new OnCall("payments", "petra", 1).factId()).isEqualTo(new OnCall("payments", "petra", 2).factId());
    }

    @Property
    void differentNamesAreDifferentFacts(
            @ForAll @Chars({':', '=', '1', 'a'}) @StringLength(max = 4) String name,
            @ForAll @Chars({':', '=', '1', 'a'}) @StringLength(max = 4) String subject,
            @ForAll @Chars({':', '=', '1', 'a'}) @StringLength(max = 4) String otherName,
            @ForAll @Chars({':', '=', '1', 'a'}) @StringLength(max = 4) String otherSubject) {
        boolean same = name.equals(otherName) && subject.equals(otherSubject);

        assertThat(new Trait(name, subject).factId().equals(new Trait(otherName, otherSubject).factId()))
                .isEqualTo(same);
    }
}
