package dev.tutti.context;

import dev.tutti.fact.RemovalState;
import dev.tutti.problem.ErrorCode;
import java.util.EnumSet;

/** What people send about the removal of no-touch entries. What is missing is empty, so that one answer tells all that is wrong. */
sealed interface RemovalWish {

    /** To take this entry away. */
    record Proposal(String entry, String reason) implements RemovalWish {

        public Proposal {
            entry = Section.NO_TOUCH.spell(Entry.orEmpty(entry));
            reason = Entry.orEmpty(reason);
        }

        void check() {
            Complaints complaints = new Complaints();
            Checks check = new Checks("", complaints);
            check.text("entry", entry);
            check.text("reason", reason);
            complaints.raise(ErrorCode.INVALID, "The proposal is not valid");
        }
    }

    /** To let it happen, or not. */
    record Answer(String verdict, String reason) implements RemovalWish {

        public Answer {
            verdict = Entry.orEmpty(verdict);
            reason = Entry.orEmpty(reason);
        }

        RemovalState state() {
            Complaints complaints = new Complaints();
            Checks check = new Checks("", complaints);
            RemovalState state = check.one("verdict", verdict, EnumSet.of(RemovalState.AGREED, RemovalState.REFUSED));
            check.text("reason", reason);
            complaints.raise(ErrorCode.INVALID, "The answer is not valid");
            return state;
        }
    }
}
