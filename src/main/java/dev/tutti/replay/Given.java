package dev.tutti.replay;

import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
import dev.tutti.fact.Parameter;
import java.util.List;

/** Something that happens to Tutti in a case. */
sealed interface Given {

    /** The organisation states something about itself. */
    record Stated(Context fact) implements Given {}

    /** Something that was stated holds no longer. */
    record Ended(String factId) implements Given {}

    /** A person has dealt with a finding. */
    record Closed(String by, String factId, String reason) implements Given {}

    /** A person wants an entry taken from the no-touch list. */
    record RemovalProposed(String id, String by, String entry, String reason) implements Given {}

    /** A person answers what was proposed last about this entry. */
    record RemovalAnswered(String by, String entry, Verdict verdict, String reason) implements Given {}

    /** A SIEM reports. */
    record Reported(AlertReport report) implements Given {}

    /** A connector's attempt came to something. */
    record CameTo(String action, String target, Outcome result, List<Parameter> results) implements Given {}

    /** A person wants something of an action. */
    sealed interface Wish extends Given {

        String by();

        String action();

        String target();
    }

    /** A person proposes. */
    record Proposed(String by, String action, String target, List<Parameter> parameters) implements Wish {}

    /** A person answers. */
    record Voted(String by, String action, String target, Verdict verdict, String reason) implements Wish {}

    /** A person takes it back. */
    record TakenBack(String by, String action, String target, String reason) implements Wish {}

    /** A person wants the lease renewed. */
    record Renewed(String by, String action, String target, String reason) implements Wish {}

    /** A person overrides what the action waits for. */
    record GlassBroken(String by, String action, String target, String reason) implements Wish {}

    /** A person closes the review of what somebody overrode. */
    record Reviewed(String by, String action, String target, String reason) implements Wish {}

    /** A person wants it undone. */
    record UndoWanted(String by, String action, String target, String reason) implements Wish {}
}
