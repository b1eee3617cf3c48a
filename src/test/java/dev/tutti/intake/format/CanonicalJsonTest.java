package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "0e10",
            "1.50",
            "-7",
            "1E5",
            "1e20",
            "1e21",
            "123456789012345e6",
            "1e-6",
            "1e-7",
            "0.1",
            "9007199254740992",
            "-9007199254740992",
            "1e299",
            "1e-301",
            "333333333.333",
            "2e-3");
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            " ",
            "/",
            "\\/",
            "\\\"",
            "\\\\",
            "\\b",
            "\\t",
            "\\n",
            "\\f",
            "\\r",
            "\\u0000",
            "\\u001F",
            "\\u0041",
            "\u007f",
            "\u0080",
            "é",
            "\u2028",
            "\uFB33",
            "\uFFFF",
            "\uE000",
            "😀",
            "\\ud83d\\ude00",
            "\uD800\uDC00");

    @Test
    void writesTheExampleOfTheStandard() throws Exception {
        assertThat(CanonicalJson.of(StrictJson.read("""
                        {
                          "numbers": [333333333.333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                          "literals": [null, true, false]
                        }
                        """)))
                .hasValue("{\"literals\":[null,true,false],\"numbers\":[333333333.333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Property(tries = 3_000)
    void writesWhatTheLibraryMakesOfThePrintedTree(@ForAll long seed) throws Exception {
        JsonNode tree = StrictJson.read(object(new Random(seed), 1));

        assertThat(CanonicalJson.of(tree)).hasValue(new JsonCanonicalizer(tree.toString()).getEncodedString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "0.1234567890123456",
                "1e300",
                "-1e300",
                "1e-302",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\\ud800\\\"\"",
                "{\"\\udfff\":0}"
            })
    void hasNoFormForWhatItWouldNotTellApart(String value) throws Exception {
        assertThat(CanonicalJson.of(StrictJson.read("{\"a\":[" + value + "],\"b\":1}")))
                .isEmpty();
    }

    private static String value(Random random, int depth) {
        return switch (depth > 5 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 -> text(random, "");
            case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 2 -> String.valueOf(random.nextInt() / Math.pow(10, random.nextInt(20)));
            case 3 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 4 -> some(random, i -> value(random, depth + 1), "[", " ,\n", "]");
            default -> object(random, depth);
        };
    }

    /** Names are told apart by their ends, because what is written in two ways may be one name. */
    private static String object(Random random, int depth) {
        return some(random, i -> text(random, "#" + i) + " : " + value(random, depth + 1), "{", ",", "}");
    }

    private static String text(Random random, String end) {
        return some(random, i -> PIECES.get(random.nextInt(PIECES.size())), "\"", "", end + "\"");
    }

    private static String some(Random random, IntFunction<String> part, String begin, String between, String end) {
        return IntStream.range(0, random.nextInt(6)).mapToObj(part).collect(Collectors.joining(between, begin, end));
    }
}
