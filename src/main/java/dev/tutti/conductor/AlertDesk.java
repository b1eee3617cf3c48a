package dev.tutti.conductor;

import dev.tutti.fact.AlertReport;
import java.util.List;

/** Where intake hands over what a SIEM reported. */
public interface AlertDesk {

    /** Returns after every report was decided and committed, in the order given; or says at once that it cannot. */
    Reception receive(List<AlertReport> reports);
}
