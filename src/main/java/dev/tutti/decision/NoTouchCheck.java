package dev.tutti.decision;

import dev.tutti.fact.DenyReason;
import dev.tutti.fact.TargetType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The built-in policy that no rule can lift: it is asked before the combination, and once more before the call goes out.
 */
public final class NoTouchCheck {

    /** The id under which the history shows it. */
    public static final String POLICY = "CORE-001";

    private NoTouchCheck() {}

    /**
     * The denial of an action on a protected target, or on one that cannot be what the capability acts on; empty when
     * nothing is wrong with it.
     */
    public static Optional<Ruling.Denied> of(
            TargetType type, String target, Collection<String> aliases, NoTouchList noTouch) {
        // Protection first: of a protected target that is also malformed, the reader shall learn the former.
        return noTouch.covering(type, target, aliases)
                .map(entry -> Ground.of(
                        DenyReason.NO_TOUCH,
                        "the no-touch entry %s covers %s: %s".formatted(entry.entry(), target, entry.why()),
                        List.of(POLICY)))
                .or(() -> TargetForm.flaw(type, target)
                        .map(flaw -> Ground.of(
                                DenyReason.UNUSABLE_TARGET,
                                "the target '%s' %s".formatted(target, flaw),
                                List.of(POLICY))))
                .map(ground -> new Ruling.Denied(List.of(ground), List.of()));
    }
}
