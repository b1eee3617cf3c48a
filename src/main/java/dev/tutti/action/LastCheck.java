package dev.tutti.action;

import dev.tutti.decision.ApprovalDigest;
import dev.tutti.decision.Operation;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Parameter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is looked at once more just before a tool is called, since things may have changed after the decision. */
final class LastCheck {

    private final Protection protection;
    private final Tools tools;
    private final Supplier<List<Capability>> capabilities;

    LastCheck(Protection protection, Tools tools, Supplier<List<Capability>> capabilities) {
        this.protection = protection;
        this.tools = tools;
        this.capabilities = capabilities;
    }

    /** Why the tool must not be called now; {@code ""} when it may. */
    String objection(Claim claim, Optional<Tools.Provider> provider, Instant now) throws SQLException {
        if (provider.isEmpty()) {
            return "no connector provides " + claim.addressee();
        }
        if (claim.operation() == Operation.UNDO) {
            return objectionToUndo(claim, provider.get());
        }
        String objection = objectionToDo(claim, now);
        return objection.isEmpty() ? protection(claim) : objection;
    }

    /** The same for what was ordered by the last commit, at whose no-touch check nothing was known that is not so now. */
    String objectionToFresh(Claim claim, Instant now) {
        return objectionToDo(claim, now);
    }

    /** An undo makes things as they were, so no target is protected from it. */
    private static String objectionToUndo(Claim claim, Tools.Provider provider) {
        return claim.doneBy().isEmpty() || claim.doneBy().equals(provider.instance())
                ? ""
                : "it was done by %s, and %s is configured now: undo it there"
                        .formatted(claim.doneBy(), provider.instance());
    }

    private String objectionToDo(Claim claim, Instant now) {
        String digest = ApprovalDigest.of(claim.action().request(), tools.digest(claim.addressee()));
        if (!digest.equals(claim.action().digest())) {
            return "the connector is not the one that this was decided for; propose it again";
        }
        // A tool that cannot be called for hours is the reason; what waits for it must not wait for ever.
        Instant usefulUntil = Instant.ofEpochMilli(claim.action().usefulUntil());
        if (!now.isBefore(usefulUntil)) {
            return "it was of use only until " + usefulUntil;
        }
        List<Parameter> parameters = claim.action().request().parameters();
        if (parameters.stream().map(Parameter::name).distinct().count() < parameters.size()) {
            return "a parameter is there twice";
        }
        return capability(claim).isEmpty() ? "the rule set no longer knows " + claim.capability() : "";
    }

    private String protection(Claim claim) throws SQLException {
        return protection.objection(
                claim.partition(),
                capability(claim).orElseThrow().target(),
                claim.action().request().target());
    }

    private Optional<Capability> capability(Claim claim) {
        return capabilities.get().stream()
                .filter(known -> known.name().equals(claim.capability()))
                .findFirst();
    }
}
