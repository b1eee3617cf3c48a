package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import dev.tutti.fact.TargetType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What policies and people propose: part of what is open here or elsewhere, asked for before, or a new action. */
public final class Proposals {

    private final Terms terms;
    private final OpenActions open;
    private final KnownContext context;
    private final RequestFacts requests;
    private final Elsewhere elsewhere;
    private final Opening opening;
    private final Effects effects;
    private final Moves moves;

    Proposals(
            Terms terms,
            OpenActions open,
            KnownContext context,
            RequestFacts requests,
            Elsewhere elsewhere,
            Opening opening,
            Effects effects,
            Moves moves) {
        this.terms = terms;
        this.open = open;
        this.context = context;
        this.requests = requests;
        this.elsewhere = elsewhere;
        this.opening = opening;
        this.effects = effects;
        this.moves = moves;
    }

    /** The open action of another partition that this proposal is part of. */
    public Optional<OpenElsewhere> elsewhere(Proposal proposal, String tenant) {
        return elsewhere.isEmpty() ? Optional.empty() : elsewhere.same(sameness(spelled(proposal), tenant));
    }

    /** What says that the alert had asked for this before; empty when that is open, or may be asked for. */
    public Optional<DecisionRecord.Item> askedBefore(
            Proposal proposal, String tenant, Collection<Revision.Asked> before) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Proposal spelled = spelled(proposal);
        String sameness = sameness(spelled, tenant);
        return open.same(sameness).isPresent()
                ? Optional.empty()
                : before.stream()
                        .filter(asked -> asked.sameness().equals(sameness))
                        .reduce((earlier, later) -> later)
                        .map(asked -> DecisionRecord.Item.askedBefore(asked.actionId(), spelled));
    }

    /** Makes an alert a further cause of an action of another partition, which goes on deciding on it. */
    public DecisionRecord.Item join(OpenElsewhere action, Proposal proposal, Origin origin) {
        if (!proposal.alertId().isEmpty()) {
            effects.add(Cause.elsewhere(action.actionId(), proposal.alertId(), origin));
        }
        return DecisionRecord.Item.of(action, spelled(proposal));
    }

    /**
     * Merges what is proposed into an action that is not closed, or opens one.
     *
     * @param proposer the person who proposes, {@code ""} for a policy
     * @param origin what is kept of the alert, {@link Origin#none} when a person proposes without one
     */
    public Taken take(Proposal proposed, String tenant, String proposer, Origin origin) {
        Proposal proposal = spelled(proposed);
        List<Request> stated = new ArrayList<>();
        String sameness = sameness(proposal, tenant);
        Optional<Action> known = open.same(sameness);
        Action action = known.map(same -> same.proposedBy(proposer))
                .orElseGet(() -> {
                    Action fresh = fresh(proposal, sameness, tenant, proposer);
                    stated.addAll(requests.enter(fresh.request()));
                    effects.rule(fresh.id());
                    return fresh;
                })
                .causedBy(proposal.alertId());
        if (known.filter(action::equals).isEmpty()) {
            moves.keep(action);
            InForce.of(action).forEach(effects.facts()::state);
        }
        if (!proposal.alertId().isEmpty()) {
            OpenActions.Further further = open.addAlert(action.id(), proposal.alertId(), origin);
            if (further != OpenActions.Further.KNOWN) {
                boolean repeat = opening.repeats(action, proposal.alertId());
                if (repeat) {
                    open.repeat(action.id());
                }
                effects.add(new Cause(action.id(), proposal.alertId(), origin, false, repeat, false));
            }
            if (further == OpenActions.Further.SHOWN && action.state() instanceof ActionState.Undispatched) {
                stated.add(requests.cause(action.request(), proposal.alertId(), origin));
            }
        }
        return new Taken(action, known.isPresent(), stated);
    }

    /** The same in the one spelling that rules and sameness know; a host that came as an address is called by its name. */
    private Proposal spelled(Proposal proposal) {
        TargetType type = terms.target(proposal.capability());
        String target = TargetSpelling.of(type, proposal.target());
        String known = type == TargetType.HOST ? context.hostOf(target).orElse(target) : target;
        return new Proposal(proposal.alertId(), proposal.capability(), known, proposal.parameters());
    }

    private Action fresh(Proposal proposal, String sameness, String tenant, String proposer) {
        ActionRequested request = new ActionRequested(
                Identities.action(terms.partition(), opening.sequence(), sameness),
                tenant,
                proposal.capability(),
                proposal.target(),
                proposal.parameters(),
                context.serviceOf(proposal.target()),
                proposer);
        long usefulUntil = terms.usefulUntil(proposal.capability(), opening.at());
        return Action.open(
                        request,
                        sameness,
                        terms.digest(request),
                        false,
                        opening.sequence(),
                        opening.next(),
                        opening.at(),
                        usefulUntil)
                .forPeople(terms.byPeople(proposal.capability()));
    }

    private static String sameness(Proposal proposal, String tenant) {
        return Identities.sameness(tenant, proposal.capability(), proposal.target(), proposal.parameters());
    }
}
