package dev.tutti.context;

import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.context.ics.IcsFile;
import dev.tutti.context.ics.IcsFlaw;
import dev.tutti.fact.Planned.Period;
import dev.tutti.identity.Role;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes calendars of other programs. Quarkus REST ignores methods that are not public. */
@Path(ContextWriteResource.PATH + "/periods/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.RISK_OFFICER_NAME, Role.ADMIN_NAME})
@Blocking
@Tag(name = "context")
class CalendarResource {

    private static final int BYTES_OF_A_CHARACTER = 4;

    private final ContextBook book;
    private final Holdings holdings;
    private final SecurityIdentity caller;

    CalendarResource(ContextBook book, Holdings holdings, SecurityIdentity caller) {
        this.book = book;
        this.holdings = holdings;
        this.caller = caller;
    }

    @POST
    @Consumes("text/calendar")
    @Operation(
            summary = "State the events of an iCalendar file as periods",
            description = "All events are checked before anything is stated. An event is the period of its UID, so a"
                    + " calendar may be sent any number of times; an event that was called off ends its period, and what the"
                    + " calendar does not name stays as it is. zone is where days begin that have no time.")
    @APIResponse(responseCode = "503", description = "Not taken; send the same again after Retry-After")
    public CalendarTaken take(
            @QueryParam("period") @DefaultValue("") String period,
            @QueryParam("service") @DefaultValue("") String service,
            @QueryParam("tier") @DefaultValue("") String tier,
            @QueryParam("vertical") @DefaultValue("") String vertical,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("person") @DefaultValue("") String person,
            @QueryParam("zone") @DefaultValue("") String zone,
            byte[] body) {
        // Without a person, each event says who is on call.
        boolean named = period.equals(Period.ON_CALL.name()) && person.isEmpty();
        check(pattern(period, service, tier, vertical, all, named ? "somebody" : person, zone));
        OfPeriod pattern = pattern(period, service, tier, vertical, all, person, zone);
        IcsFile file = read(body);
        Complaints complaints = new Complaints();
        CalendarImport calendar = new CalendarImport(pattern, file, complaints);
        complaints.raise(ErrorCode.INVALID, "Nothing was stated, because the calendar is not valid");
        if (file.events().isEmpty()) {
            throw Problem.of(ErrorCode.INVALID, "The calendar has no events (VEVENT)")
                    .exception();
        }
        List<CalendarImport.Event> wanted = calendar.wanted();
        String by = caller.getPrincipal().getName();
        Told told = book.tell(wanted.stream().map(CalendarImport.Event::wanted).toList(), by);
        List<String> outdated =
                calendar.outdated(holdings.all(Section.PERIODS).stream().map(held -> Section.PERIODS.id(held.fact())));
        List<String> ended = outdated.stream()
                .filter(id -> book.end(Section.PERIODS, id, by))
                .toList();
        return CalendarTaken.of(wanted, told, ended, file.ignored());
    }

    /** With a year that stands for what each event says itself. */
    private static OfPeriod pattern(
            String period, String service, String tier, String vertical, boolean all, String person, String zone) {
        String offset = zone.isEmpty() ? "Z" : "";
        return new OfPeriod(
                "calendar",
                period,
                service,
                tier,
                vertical,
                all,
                person,
                zone,
                "2026-01-01T00:00" + offset,
                "2027-01-01T00:00" + offset,
                "",
                "",
                List.of(),
                List.of());
    }

    private static void check(OfPeriod pattern) {
        Complaints complaints = new Complaints();
        pattern.fact("", complaints);
        List<FieldError> errors = complaints.shown().stream()
                .map(error -> new FieldError("query:" + error.pointer().substring(1), error.detail()))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.of(ErrorCode.INVALID, "The request does not say what the calendar is about")
                    .withErrors(errors)
                    .withHint(
                            "Such as ?period=CHANGE_FREEZE&service=payments, or &tier=HIGH, &vertical=retail, &all=true")
                    .exception();
        }
    }

    private static IcsFile read(byte[] body) {
        if (body.length > BYTES_OF_A_CHARACTER * IcsFile.MOST_CHARACTERS) {
            throw Problem.of(ErrorCode.TOO_LARGE, "A calendar has at most " + IcsFile.MOST_CHARACTERS + " characters")
                    .withHint("Send it in parts; a part does not end what another stated")
                    .exception();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return IcsFile.read(text);
        } catch (CharacterCodingException e) {
            throw Problem.of(ErrorCode.MALFORMED, "The calendar is not written in UTF-8")
                    .exception();
        } catch (IcsFlaw flaw) {
            throw Problem.of(ErrorCode.MALFORMED, flaw.text()).exception();
        }
    }
}
