package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.NoticeReason;
import dev.tutti.fact.NoticeRequired;
import dev.tutti.fact.Parameter;
import java.util.List;

/** Tells people something within one input, at once and unjudged; two messages about different things are each sent. */
final class Notices {

    private record Notice(String tenant, String recipient, String service, long usefulUntil) {}

    private final Terms terms;
    private final OpenActions open;
    private final Effects effects;
    private final Moves moves;
    private final Opening opening;

    Notices(Terms terms, OpenActions open, Effects effects, Moves moves, Opening opening) {
        this.terms = terms;
        this.open = open;
        this.effects = effects;
        this.moves = moves;
        this.opening = opening;
    }

    /** Tells whoever answers for a policy that it is out of force. */
    void warn(Input.PolicyQuarantined quarantined) {
        String policy = quarantined.policyId();
        String text =
                "Policy %s is out of force since it failed (%s): %s. What it judges is held until it is mended or released."
                        .formatted(policy, quarantined.cause(), quarantined.detail());
        Ground why = Ground.of(NoticeReason.POLICY_QUARANTINED, text, List.of(policy));
        send(
                "quarantine " + quarantined.poisonId() + " of " + policy,
                new Notice(
                        Docket.OWN_TENANT,
                        "@" + quarantined.owner(),
                        "",
                        terms.usefulUntil(Docket.NOTICE_CAPABILITY, opening.at())),
                why);
    }

    /** Tells everybody of an action who is to be told and was not yet. */
    void tell(String actionId, List<Judged> judged) {
        for (Judged standing : judged) {
            if (standing.judgement() instanceof NoticeRequired notice
                    && !open.get(actionId).noticed().contains(notice.recipient())) {
                tell(actionId, notice, standing.policies());
            }
        }
    }

    private void tell(String actionId, NoticeRequired notice, List<String> policies) {
        Action about = open.get(actionId);
        moves.keep(about.told(notice.recipient()));
        ActionRequested request = about.request();
        Action action = send(
                "notice of " + actionId,
                new Notice(request.tenant(), notice.recipient(), request.service(), about.usefulUntil()),
                Ground.of(notice.reason(), notice.text(), policies));
        open.alertsOf(actionId).forEach((alertId, origin) -> effects.add(new Cause(action.id(), alertId, origin)));
    }

    private Action send(String about, Notice notice, Ground why) {
        List<Parameter> parameters = List.of(new Parameter("text", why.text()));
        String sameness = Identities.sameness(notice.tenant(), about, notice.recipient(), parameters);
        ActionRequested request = new ActionRequested(
                Identities.action(terms.partition(), opening.sequence(), sameness),
                notice.tenant(),
                Docket.NOTICE_CAPABILITY,
                notice.recipient(),
                parameters,
                notice.service(),
                "");
        Action action = Action.open(
                request,
                sameness,
                terms.digest(request),
                true,
                opening.sequence(),
                opening.next(),
                opening.at(),
                notice.usefulUntil());
        ActionState.Permitted permitted = new ActionState.Requested().permit();
        moves.dispatch(moves.move(action, permitted, List.of(why), Moves.POLICIES), permitted, List.of(why));
        return action;
    }
}
