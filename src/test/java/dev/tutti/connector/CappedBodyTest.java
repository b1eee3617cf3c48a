package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class CappedBodyTest {

    private final CappedBody body = new CappedBody(5);
    private final Line line = new Line();

    @Test
    void takesAnAnswerThatIsAsLongAsMayBe() {
        body.onSubscribe(line);

        body.onNext(pieces("ab", "c"));
        body.onNext(pieces("de"));
        body.onComplete();

        assertThat(body.getBody().toCompletableFuture().join()).isEqualTo("abcde".getBytes(StandardCharsets.UTF_8));
        assertThat(line.asked).isEqualTo(3);
        assertThat(line.cancelled).isFalse();
    }

    @Test
    void hangsUpAtTheFirstByteTooManyAndAsksForNoMore() {
        body.onSubscribe(line);

        body.onNext(pieces("abc"));
        body.onNext(pieces("def"));
        body.onNext(pieces("ghi"));

        assertThat(body.getBody()).isCompletedExceptionally();
        assertThat(line.cancelled).isTrue();
        assertThat(line.asked).isEqualTo(2);
    }

    private static List<ByteBuffer> pieces(String... texts) {
        return List.of(texts).stream()
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static final class Line implements Flow.Subscription {

        private long asked;
        private boolean cancelled;

        @Override
        public void request(long pieces) {
            asked += pieces;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
