package dev.tutti.context;

import dev.tutti.context.Entry.OfAsset;
import dev.tutti.context.Entry.OfNoTouch;
import dev.tutti.context.Entry.OfPeriod;
import dev.tutti.context.Entry.OfService;
import dev.tutti.fact.Context;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Many entries in one body. What it does not name stays as it is. */
record Document(List<OfService> services, List<OfAsset> assets, List<OfPeriod> periods, List<OfNoTouch> noTouch) {

    static final int MOST = 10_000;

    Document {
        services = orEmpty(services);
        assets = orEmpty(assets);
        periods = orEmpty(periods);
        noTouch = orEmpty(noTouch);
    }

    /**
     * Every entry as a fact, in the order of the sections.
     *
     * @throws HttpProblem with everything that is wrong, when anything is
     */
    List<Wanted> wanted() {
        int size = services.size() + assets.size() + periods.size() + noTouch.size();
        if (size > MOST) {
            throw Problem.of(ErrorCode.TOO_LARGE, "A document has at most " + MOST + " entries, and this has " + size)
                    .withHint("Send it in parts, services first; a part does not end what another stated")
                    .exception();
        }
        Complaints complaints = new Complaints();
        List<Wanted> wanted = new ArrayList<>();
        collect("/services", services, wanted, complaints);
        collect("/assets", assets, wanted, complaints);
        collect("/periods", periods, wanted, complaints);
        collect("/noTouch", noTouch, wanted, complaints);
        refuseRepetitions(wanted, complaints);
        complaints.raise(ErrorCode.INVALID, "Nothing was stated, because the document is not valid");
        return wanted;
    }

    private static void collect(
            String section, List<? extends Entry> entries, List<Wanted> wanted, Complaints complaints) {
        for (int i = 0; i < entries.size(); i++) {
            String pointer = section + "/" + i;
            Entry entry = entries.get(i);
            Optional<Context> fact = Objects.isNull(entry) ? Optional.empty() : entry.fact(pointer, complaints);
            if (Objects.isNull(entry)) {
                complaints.add(pointer, "must be an object");
            }
            fact.ifPresent(each -> wanted.add(new Wanted(pointer, each)));
        }
    }

    private static void refuseRepetitions(List<Wanted> wanted, Complaints complaints) {
        Map<String, String> seen = new HashMap<>();
        for (Wanted each : wanted) {
            String first = seen.putIfAbsent(each.fact().factId(), each.pointer());
            if (first != null) {
                complaints.add(each.pointer(), "names the same thing as " + first);
            }
        }
    }

    private static <T> List<T> orEmpty(List<T> entries) {
        return Objects.requireNonNullElse(entries, List.of());
    }
}
