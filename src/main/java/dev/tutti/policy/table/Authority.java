package dev.tutti.policy.table;

import dev.tutti.fact.ApproverKind;

/** What a row of the authority matrix grants. */
sealed interface Authority extends Outcome {

    String OBSERVE = "observe";
    String ASK = "ask";
    String ENFORCE = "enforce";

    /** It is asked for, judged and recorded, and nothing goes out. */
    record Observe() implements Authority {

        @Override
        public String words() {
            return OBSERVE;
        }
    }

    /** Humans must agree. */
    record Ask(Approver approver, int quorum) implements Authority {

        @Override
        public String words() {
            return ASK + " " + approver.words() + (quorum > 1 ? ", " + quorum + " of them" : "");
        }
    }

    /** It may go out, unless another policy restrains it. */
    record Enforce() implements Authority {

        @Override
        public String words() {
            return ENFORCE;
        }
    }

    /** Who is asked. */
    sealed interface Approver {

        String words();
    }

    /** Whoever holds the role, or belongs to the team. */
    record Group(ApproverKind kind, Value.Name name) implements Approver {

        @Override
        public String words() {
            return (kind == ApproverKind.TEAM ? "team:" : "role:") + name.word();
        }
    }

    /** Whoever answers for the service that the target belongs to. */
    record Owner() implements Approver {

        @Override
        public String words() {
            return "owner";
        }
    }
}
