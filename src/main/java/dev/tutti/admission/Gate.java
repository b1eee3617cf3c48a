package dev.tutti.admission;

import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.source.Key;
import dev.tutti.source.SourceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What holds for every key, however it is proven: it is good now, and its source may call from here. */
@ApplicationScoped
class Gate {

    private final SourceBook book;
    private final Clock clock;

    Gate(SourceBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    Verdict judge(Optional<Key> found, String peer) {
        return found.map(key -> judge(key, peer)).orElseGet(() -> Verdict.refused(Reason.UNKNOWN_CREDENTIAL));
    }

    Verdict judge(Key key, String peer) {
        return switch (key.at(clock.instant())) {
            case NOT_YET_VALID -> new Refused(Reason.NOT_YET_VALID, key.id());
            case EXPIRED -> new Refused(Reason.EXPIRED, key.id());
            case GOOD ->
                book.source(key.source())
                        .<Verdict>map(source -> source.reachableFrom(peer)
                                ? new Proven(new Sender(source, key.id(), peer))
                                : new Refused(Reason.WRONG_ADDRESS, key.id()))
                        .orElseGet(() -> Verdict.refused(Reason.UNKNOWN_CREDENTIAL));
        };
    }
}
