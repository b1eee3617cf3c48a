package dev.tutti.intake;

import dev.tutti.admission.Allowance;
import dev.tutti.conductor.AlertDesk;
import dev.tutti.conductor.Reception;
import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.conductor.Reception.Received;
import dev.tutti.fact.AlertReport;
import dev.tutti.intake.Answer.Batch;
import dev.tutti.intake.Answer.Decided;
import dev.tutti.intake.Answer.DecidedItem;
import dev.tutti.intake.Answer.Entry;
import dev.tutti.intake.Answer.RefusedItem;
import dev.tutti.intake.IntakeMetrics.Outcome;
import dev.tutti.intake.RequestKeys.Claim;
import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.Digest;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.intake.format.ParsedBody.Unreadable;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The way of a body from its format to the desk and back to an answer. */
@ApplicationScoped
class Intake {

    private final AlertDesk desk;
    private final RequestKeys keys;
    private final IntakeMetrics metrics;

    @Inject
    Intake(AlertDesk desk, RequestKeys keys, IntakeMetrics metrics) {
        this.desk = desk;
        this.keys = keys;
        this.metrics = metrics;
    }

    /**
     * Takes what is good in a body. A request of which nothing is kept claims no key, so that a mended body may follow under
     * the same one.
     *
     * @param key the {@code Idempotency-Key}, {@code ""} without one
     * @param allowance what the one who sends may send
     * @return completed when what is good is decided, or with an {@link HttpProblem} when it was not taken
     * @throws HttpProblem when nothing is good, the format is not allowed, the rate is spent, or the key cannot be claimed
     */
    CompletableFuture<Answer> take(
            AlertFormat format, byte[] body, String mediaType, String principal, String key, Allowance allowance) {
        allow(format, allowance);
        ParsedBody parsed = format.parse(body, mediaType);
        if (parsed instanceof Unreadable unreadable) {
            metrics.received(format.name(), Outcome.BROKEN, 1);
            throw unreadable.problem().exception();
        }
        var batch = (ParsedBatch) parsed;
        List<Parsed> alerts = batch.only(Parsed.class);
        List<Broken> broken = batch.only(Broken.class);
        int leftOut = batch.only(LeftOut.class).size();
        metrics.received(format.name(), Outcome.BROKEN, broken.size());
        metrics.received(format.name(), Outcome.LEFT_OUT, leftOut);
        if (alerts.isEmpty()) {
            return CompletableFuture.completedFuture(nothing(batch, broken, leftOut));
        }
        alerts.stream().map(Parsed::format).distinct().forEach(allowance::format);
        allowance.alerts(alerts.size());
        if (!key.isEmpty()) {
            claim(format, body, principal, key);
        }
        return desk.receive(reports(alerts, allowance)).thenApply(reception -> {
            List<Receipt> receipts = receipts(alerts, reception);
            return batch.single() ? Decided.of(receipts.get(0)) : answer(alerts, receipts, broken, leftOut);
        });
    }

    static void allow(AlertFormat format, Allowance allowance) {
        if (!format.finds()) {
            allowance.format(format.name());
        }
    }

    static List<AlertReport> reports(List<Parsed> alerts, Allowance allowance) {
        return alerts.stream()
                .map(Parsed::report)
                .map(report -> report.withTenant(allowance.tenantOf(report.tenant())))
                .toList();
    }

    private static Answer nothing(ParsedBatch batch, List<Broken> broken, int leftOut) {
        if (broken.isEmpty()) {
            return new Batch(List.of(), leftOut);
        }
        if (batch.single()) {
            throw broken.get(0).problem().exception();
        }
        List<Entry> items = broken.stream().map(Intake::refused).toList();
        throw HttpProblem.builder(Problem.of(ErrorCode.INVALID, "None of the items is an alert that can be used")
                        .withHint("Each item says what to mend")
                        .exception())
                .with("items", items)
                .with("leftOut", leftOut)
                .build();
    }

    private void claim(AlertFormat format, byte[] body, String principal, String key) {
        String digest = Digest.of((format.name() + " " + Digest.of(body)).getBytes(StandardCharsets.UTF_8));
        Claim claim = keys.claim(principal, key, digest);
        if (claim == Claim.TAKEN) {
            throw Problem.of(ErrorCode.KEY_REUSED, "This Idempotency-Key came with another body before")
                    .withHint("Use a new key for a new body; alerts sent twice are recognised without a key, too")
                    .withError("header:Idempotency-Key", "belongs to another body")
                    .exception();
        }
        if (claim == Claim.UNKNOWN) {
            throw Problem.of(ErrorCode.BUSY, "The database does not answer")
                    .withHeader("Retry-After", "5")
                    .exception();
        }
    }

    private List<Receipt> receipts(List<Parsed> alerts, Reception reception) {
        if (reception instanceof Busy busy) {
            alerts.forEach(alert -> metrics.received(alert.format(), Outcome.TURNED_AWAY, 1));
            throw busy(busy);
        }
        List<Receipt> receipts = ((Received) reception).receipts();
        if (receipts.size() != alerts.size()) {
            throw new IllegalStateException("the desk owes one receipt for each report");
        }
        for (int i = 0; i < alerts.size(); i++) {
            metrics.received(alerts.get(i).format(), outcome(receipts.get(i)), 1);
        }
        alerts.stream().filter(alert -> !alert.kindKnown()).forEach(alert -> metrics.unmapped(alert.format(), 1));
        return receipts;
    }

    /** Nothing was taken; the sender is told when to come again. */
    static HttpProblem busy(Busy busy) {
        long seconds = Math.max(1, busy.retryAfter().plusMillis(999).toSeconds());
        return Problem.of(ErrorCode.BUSY, "Nothing was taken: " + busy.reason())
                .withHint("Send the same request again after " + seconds + " s")
                .withHeader("Retry-After", String.valueOf(seconds))
                .exception();
    }

    private static Outcome outcome(Receipt receipt) {
        if (receipt.duplicate()) {
            return Outcome.DUPLICATE;
        }
        if (receipt.stale()) {
            return Outcome.STALE;
        }
        if (!receipt.updates().isEmpty()) {
            return Outcome.UPDATED;
        }
        return receipt.conflict() ? Outcome.CONFLICT : Outcome.DECIDED;
    }

    private static Batch answer(List<Parsed> alerts, List<Receipt> receipts, List<Broken> broken, int leftOut) {
        List<Entry> items = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            items.add(DecidedItem.of(alerts.get(i).index(), receipts.get(i)));
        }
        broken.forEach(item -> items.add(refused(item)));
        items.sort(Comparator.comparingInt(Entry::index));
        return new Batch(items, leftOut);
    }

    private static Entry refused(Broken item) {
        return new RefusedItem(item.index(), item.line(), item.problem());
    }
}
