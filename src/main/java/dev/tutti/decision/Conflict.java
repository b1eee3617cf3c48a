package dev.tutti.decision;

import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Finding;
import dev.tutti.fact.FindingKind;
import dev.tutti.fact.Judgement;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two policies that pull apart on one action: one permits it at once, another denies it. The denial decides; that somebody
 * meant otherwise must not get lost with it.
 *
 * @param target of the action on which they met, for the person who looks into it
 */
record Conflict(String permitting, String denying, String capability, String target) {

    /** Every pair that pulls apart on this action. */
    static List<Conflict> on(ActionRequested request, Collection<Judged> judged) {
        return policies(judged, ActionPermitted.class)
                .flatMap(permitting -> policies(judged, ActionDenied.class)
                        .filter(denying -> !denying.equals(permitting))
                        .map(denying -> new Conflict(permitting, denying, request.capability(), request.target())))
                .toList();
    }

    private static Stream<String> policies(Collection<Judged> judged, Class<? extends Judgement> kind) {
        return new TreeSet<>(judged.stream()
                        .filter(each -> kind.isInstance(each.judgement()))
                        .flatMap(each -> each.policies().stream())
                        .toList())
                .stream();
    }

    List<String> policies() {
        return Stream.of(permitting, denying).sorted().toList();
    }

    /** The same for every action on which these two meet with this capability. */
    Finding finding(String owner) {
        String subject = String.join(" and ", policies()) + " on " + capability;
        String text = "%s permits %s at once and %s denies it, on %s for the first time; the denial stands"
                .formatted(permitting, capability, denying, target);
        return new Finding(FindingKind.CONFLICT, subject, owner, text);
    }
}
