package dev.tutti.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, there is an answer. */
class ParsersNeverThrowTest {

    private static final List<AlertFormat> FORMATS = List.of(
            new TuttiFormat(Bodies.NOON),
            new SuricataFormat(),
            Bodies.format("cef"),
            Bodies.format("leef"),
            new AlertFormats(Bodies.NOON).any());
    private static final List<byte[]> SEEDS = List.of(
            Bodies.bytes(Bodies.SCAN),
            Bodies.bytes("[" + Bodies.SCAN + "," + Bodies.SCAN + "]"),
            Bodies.sample("content-hub.ndjson"),
            Bodies.sample("verify-smtp-file-data-02.ndjson"),
            Bodies.sample("lines", "sc4s__fireye.txt"),
            Bodies.sample("lines", "sc4s__leef.txt"),
            Bodies.sample("lines", "sc4s__varonis.txt"));
    private static final byte[] TELLING = Bodies.bytes("{}[]\",:\\u0d8-+.eE19\n\0tfn|=^<> ");

    @Property(tries = 1_000)
    void anyBytes(@ForAll @Size(max = 200) byte[] body) {
        FORMATS.forEach(format -> assertThat(format.parse(body, "")).isNotNull());
    }

    @Property(tries = 1_000)
    void alertsInWhichSomeBytesWereChanged(@ForAll long seed) {
        var random = new Random(seed);
        byte[] body = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            body[random.nextInt(body.length)] =
                    random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt();
        }

        FORMATS.forEach(format -> assertThat(format.parse(body, "")).isNotNull());
    }
}
