package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller of the command line sees. */
class TuttiTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "lint --help",
                "test --help",
                "token create --help",
                "alert parse --help",
                "alert send --help"
            })
    void explainsItselfWithExamplesOnStdout(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).contains("Examples:");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unheard-of",
                "token",
                "token create only-a-name",
                "token create --token t name boss",
                "token create --token t --url ftp://host name siem",
                "alert",
                "alert parse",
                "alert parse --format unheard-of pom.xml",
                "alert send --token t no-such-file",
                "alert send --token t --batch 0 pom.xml"
            })
    void answersWrongUseWithTwoAndOnStderr(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage: tutti");
    }

    @Test
    void saysInOneLineThatNobodyAnswers() {
        assertThat(run("token", "create", "--token", "t", "--url", "http://127.0.0.1:1", "name", "siem"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("tutti: no answer from http://127.0.0.1:1; is Tutti running there?");
    }

    private int run(String... args) {
        return Tutti.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
