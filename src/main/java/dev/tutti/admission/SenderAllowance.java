package dev.tutti.admission;

import dev.tutti.admission.Verdict.Refused;
import dev.tutti.problem.Problem;
import java.time.Duration;

/** Of a source that has proved itself. */
record SenderAllowance(Sender sender, Rates rates, Refusals refusals) implements Allowance {

    @Override
    public void format(String name) {
        if (!sender.source().takes(name)) {
            throw refused(Reason.WRONG_FORMAT)
                    .withError(
                            "path:format",
                            "must be one of "
                                    + String.join(", ", sender.source().formats()))
                    .exception();
        }
    }

    @Override
    public void alerts(int count) {
        Duration wait = rates.take(sender.source(), count);
        if (!wait.isZero()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw refused(Reason.OVER_RATE)
                    .withHint("Nothing was taken; send the same request again after " + seconds + " s")
                    .withHeader("Retry-After", String.valueOf(seconds))
                    .exception();
        }
    }

    @Override
    public String tenantOf(String named) {
        return sender.source().tenantOf(named);
    }

    private Problem refused(Reason reason) {
        refusals.count(new Refused(reason, sender.key()), sender.peer());
        return reason.problem();
    }
}
