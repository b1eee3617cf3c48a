package dev.tutti.intake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.admission.Allowance;
import dev.tutti.conductor.RehearsalDesk;
import dev.tutti.conductor.RehearsalDesk.Asked;
import dev.tutti.conductor.RehearsalDesk.Fired;
import dev.tutti.conductor.RehearsalDesk.Rehearsal;
import dev.tutti.conductor.RehearsalDesk.Would;
import dev.tutti.fact.AlertReport;
import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.intake.format.ParsedBody.Unreadable;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows what a body is read as and what would be decided on it, and changes nothing. */
@ApplicationScoped
class DryRun {

    private final RehearsalDesk desk;

    @Inject
    DryRun(RehearsalDesk desk) {
        this.desk = desk;
    }

    /** Everything that was sent, each with what it is. */
    record DryAnswer(List<DryItem> items, int leftOut) {}

    /** One item of what was sent. */
    sealed interface DryItem {

        int index();
    }

    /**
     * An alert.
     *
     * @param kindKnown whether the format's table knew its kind
     * @param alert as rules would see it
     * @param decision the headline that it would have
     * @param actions what it would ask for, and what would be decided on each
     * @param firings the rules that would fire, in their order
     */
    record WouldBe(
            int index,
            String format,
            boolean kindKnown,
            @JsonIgnoreProperties("raw") AlertReport alert,
            String decision,
            @JsonInclude(Include.NON_DEFAULT) boolean duplicate,
            @JsonInclude(Include.NON_DEFAULT) boolean conflict,
            List<Asked> actions,
            List<Fired> firings)
            implements DryItem {}

    /** What would be refused; {@code line} is there when the body was one item a line. */
    record WouldBeRefused(
            int index, @JsonInclude(Include.NON_DEFAULT) int line, Problem problem) implements DryItem {}

    /**
     * Blocks.
     *
     * @throws HttpProblem when the body cannot be read at all, holds too many alerts, may not be sent, or nothing can be said
     *     now
     */
    DryAnswer of(AlertFormat format, byte[] body, String mediaType, Allowance allowance) {
        Intake.allow(format, allowance);
        ParsedBody parsed = format.parse(body, mediaType);
        if (parsed instanceof Unreadable unreadable) {
            throw unreadable.problem().exception();
        }
        var batch = (ParsedBatch) parsed;
        List<Parsed> alerts = batch.only(Parsed.class);
        if (alerts.size() > RehearsalDesk.MOST_REPORTS) {
            throw Problem.of(ErrorCode.TOO_LARGE, "At most " + RehearsalDesk.MOST_REPORTS + " alerts are tried at once")
                    .exception();
        }
        alerts.stream().map(Parsed::format).distinct().forEach(allowance::format);
        allowance.alerts(alerts.size());
        List<DryItem> answers = new ArrayList<>(decided(alerts, Intake.reports(alerts, allowance)));
        batch.only(Broken.class)
                .forEach(broken -> answers.add(new WouldBeRefused(broken.index(), broken.line(), broken.problem())));
        answers.sort(Comparator.comparingInt(DryItem::index));
        return new DryAnswer(answers, batch.items().size() - answers.size());
    }

    private List<DryItem> decided(List<Parsed> alerts, List<AlertReport> reports) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        Rehearsal rehearsal = desk.rehearse(reports);
        if (rehearsal instanceof Rehearsal.TurnedAway turnedAway) {
            throw Intake.busy(turnedAway.busy());
        }
        List<Would> would = ((Rehearsal.Played) rehearsal).reports();
        List<DryItem> answers = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            answers.add(of(alerts.get(i), reports.get(i), would.get(i)));
        }
        return answers;
    }

    private static DryItem of(Parsed alert, AlertReport report, Would would) {
        return new WouldBe(
                alert.index(),
                alert.format(),
                alert.kindKnown(),
                report,
                would.decision(),
                would.duplicate(),
                would.conflict(),
                would.actions(),
                would.firings());
    }
}
