package dev.tutti.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A source is limited by what was declared of it, everybody else by nothing. */
@ApplicationScoped
class SenderAllowances implements Allowances {

    private final Rates rates;
    private final Refusals refusals;

    SenderAllowances(Rates rates, Refusals refusals) {
        this.rates = rates;
        this.refusals = refusals;
    }

    @Override
    public Allowance of(@Nullable Principal principal) {
        return principal instanceof Sender sender ? new SenderAllowance(sender, rates, refusals) : Allowance.UNLIMITED;
    }
}
