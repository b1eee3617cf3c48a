package dev.tutti.approval;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tutti.action.Actions;
import dev.tutti.action.ConfiguredConnectors;
import dev.tutti.conductor.Conductor;
import dev.tutti.conductor.Desk;
import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.Capability;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * Where people propose actions and answer for them. Every answer comes after the decision is durable; nothing is decided by
 * a GET, which scanners of mail follow.
 */
@Path(ApprovalResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Actions")
class ApprovalResource {

    static final String PATH = "/api/v1/actions";

    private static final Logger LOG = Logger.getLogger(ApprovalResource.class);
    private static final String NO_BODY = "a body is needed";
    private static final String DEFAULT_TENANT = "default";
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration SHORTEST_REVIEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_REVIEW = Duration.ofDays(90);

    private final Conductor conductor;
    private final Actions actions;
    private final ConfiguredConnectors connectors;
    private final ApprovalConfig config;
    private final SecurityIdentity caller;

    ApprovalResource(
            Conductor conductor,
            Actions actions,
            ConfiguredConnectors connectors,
            ApprovalConfig config,
            SecurityIdentity caller) {
        this.conductor = conductor;
        this.actions = actions;
        this.connectors = connectors;
        this.config = config;
        this.caller = caller;
    }

    void start(@Observes StartupEvent event) {
        Duration within = config.reviewWithin();
        if (within.compareTo(SHORTEST_REVIEW) < 0 || within.compareTo(LONGEST_REVIEW) > 0) {
            throw new IllegalStateException(
                    "tutti.approval.review-within is %s and must be a minute to 90 days".formatted(within));
        }
    }

    /**
     * What became of a proposal.
     *
     * @param joined whether the same was wanted already, and this is that action
     */
    record Proposed(@JsonUnwrapped ActionView action, boolean joined) {}

    @POST
    @RolesAllowed({Role.RESPONDER_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Propose an action", description = "It is judged like any other, and may be denied at once.")
    @APIResponse(responseCode = "200", description = "The same was wanted already; this is that action")
    @APIResponse(responseCode = "201", description = "Opened and judged; its state says what came of it")
    @APIResponse(responseCode = "422", description = "No such capability; the answer lists those there are")
    public Response propose(@Valid @NotNull(message = NO_BODY) Wish.Proposal proposal) {
        knownCapability(proposal.capability());
        List<FieldError> objections = connectors.objections(proposal.capability(), proposal.sortedParameters());
        if (!objections.isEmpty()) {
            throw Problem.of(ErrorCode.INVALID, "Some parameters cannot be used")
                    .withErrors(objections)
                    .exception();
        }
        Answer.Granted granted = submit(
                "",
                new Input.ActionProposed(
                        name(),
                        DEFAULT_TENANT,
                        proposal.capability(),
                        proposal.target(),
                        proposal.sortedParameters(),
                        proposal.reason()));
        return Response.status(granted.joined() ? Response.Status.OK : Response.Status.CREATED)
                .location(URI.create(PATH + "/" + granted.action().id()))
                .entity(new Proposed(ActionView.of(granted.action()), granted.joined()))
                .build();
    }

    @POST
    @Path("{id}/approvals")
    @RolesAllowed({Role.RESPONDER_NAME, Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Answer an action that asks for approval")
    @APIResponse(responseCode = "200", description = "The vote counts; the state says what came of it")
    @APIResponse(responseCode = "403", description = "Your own proposal, or you are not asked")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "It waits no longer, or is not what you saw")
    public ActionView approve(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Approval approval) {
        return act(
                id,
                new Input.VoteCast(
                        id,
                        name(),
                        Verdict.valueOf(approval.verdict().toUpperCase(Locale.ROOT)),
                        approval.reason(),
                        approval.digest()));
    }

    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed({Role.RESPONDER_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Withdraw an action that has not gone out yet")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "It has gone out, or is over")
    public ActionView withdraw(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Because because) {
        return act(id, new Input.WithdrawalAsked(id, name(), because.reason()));
    }

    @POST
    @Path("{id}/undo")
    @RolesAllowed({Role.RESPONDER_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Undo an action before its lease ends, or try an undo again that failed")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "It cannot be undone, or is not in force")
    public ActionView undo(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Because because) {
        return act(id, new Input.UndoAsked(id, name(), because.reason()));
    }

    @POST
    @Path("{id}/settlement")
    @RolesAllowed({Role.RESPONDER_NAME, Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Say whether an uncertain action, or a failed undo, took effect, or whether a task is done",
            description = "With results, if there are any; rules see them like those of a tool.")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "What became of it is known")
    public ActionView settle(
            @PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Settlement settlement) {
        return act(
                id,
                new Input.SettlementGiven(
                        id,
                        name(),
                        Boolean.TRUE.equals(settlement.tookEffect()),
                        settlement.reason(),
                        settlement.sortedResults()));
    }

    @POST
    @Path("{id}/renewal")
    @RolesAllowed({Role.RESPONDER_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Renew the lease of an action",
            description = "The first person's word is kept until the lease ends, the second person's renews it.")
    @APIResponse(
            responseCode = "200",
            description = "leaseUntil says whether it is renewed, or waits for a second person")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "There is nothing to renew, or you said so already")
    public ActionView renew(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Because because) {
        return act(id, new Input.RenewalAsked(id, name(), because.reason()));
    }

    @POST
    @Path("{id}/break-glass")
    @RolesAllowed({Role.RESPONDER_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Override a hold or a missing approval",
            description =
                    "It takes the right by name, and opens a review that somebody else closes within the time that is set;"
                            + " after that it is a finding. Nothing overrides a denial.")
    @APIResponse(responseCode = "200", description = "Overridden; the state says what came of it")
    @APIResponse(responseCode = "403", description = "You have no such right")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "It waits for nothing, or is not what you saw")
    public ActionView breakGlass(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Overriding wish) {
        return act(
                id,
                new Input.GlassBroken(
                        id,
                        name(),
                        wish.reason(),
                        wish.digest(),
                        config.reviewWithin().toMillis()));
    }

    @POST
    @Path("{id}/review")
    @RolesAllowed({Role.RISK_OFFICER_NAME, Role.AUDITOR_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Close the review of an action that somebody else forced through")
    @APIResponse(responseCode = "204", description = "Closed")
    @APIResponse(responseCode = "403", description = "You broke the glass yourself")
    @APIResponse(responseCode = "404", description = "No such action")
    @APIResponse(responseCode = "409", description = "Nothing about it waits for a review")
    public void review(@PathParam("id") String id, @Valid @NotNull(message = NO_BODY) Wish.Because because) {
        if (find(id).isEmpty()) {
            throw Refusals.unknown().exception();
        }
        hear(id, new Input.ReviewClosed(id, name(), because.reason()));
    }

    /** What no action has as id is not worth a place in the journal. */
    private ActionView act(String id, Input input) {
        Action action = find(id).orElseThrow(() -> Refusals.unknown().exception());
        if (action.closed()) {
            throw Refusals.closed(action).exception();
        }
        return ActionView.of(submit(id, input).action());
    }

    private Answer.Granted submit(String id, Input input) {
        return (Answer.Granted) hear(id, input);
    }

    private Answer hear(String id, Input input) {
        Desk.Hearing hearing = conductor.submit(input);
        if (hearing instanceof Desk.Hearing.Busy busy) {
            throw Refusals.busy(busy.busy()).exception();
        }
        Answer answer = ((Desk.Hearing.Heard) hearing).answer();
        if (answer instanceof Answer.Refused refused) {
            throw refusal(id, refused.refusal()).exception();
        }
        return answer;
    }

    private Problem refusal(String id, Refusal refusal) {
        return Refusals.of(refusal, id.isEmpty() ? Optional.empty() : find(id));
    }

    private void knownCapability(String capability) {
        List<Capability> known = conductor.capabilities();
        if (known.stream().noneMatch(each -> each.name().equals(capability))) {
            throw Problem.of(ErrorCode.UNKNOWN_CAPABILITY, "The rule set does not know this capability")
                    .withError(
                            "/capability",
                            "must be one of "
                                    + known.stream().map(Capability::name).collect(Collectors.joining(", ")))
                    .exception();
        }
    }

    private Optional<Action> find(String id) {
        try {
            return actions.find(id);
        } catch (SQLException e) {
            LOG.warnf("an action cannot be looked up now: %s", e.getMessage());
            throw Refusals.busy(COME_AGAIN, "DATABASE_UNAVAILABLE").exception();
        }
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
