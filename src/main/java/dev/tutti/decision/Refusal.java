package dev.tutti.decision;

/** Why a person's wish was not granted. */
public enum Refusal {
    UNKNOWN_ACTION("there is no such action that is still open"),
    UNKNOWN_CAPABILITY("the rule set knows no such capability"),
    SELF_APPROVAL("nobody decides on what they proposed themselves; somebody else has to"),
    NOT_ASKED("this action does not ask for your role or for you"),
    NOT_WAITING("the action waits for nobody any longer"),
    DIGEST_MISMATCH("what would be done is not what you saw; read the action again and answer with its digest"),
    NOT_REVERSIBLE("this action cannot be undone, or is not in force"),
    NO_RIGHT("you have no right to do this; it is given to people by name, or to a role"),
    NOT_RENEWABLE(
            "this action stands for nothing that could be renewed, or was renewed for the time after its lease already"),
    SECOND_PERSON_NEEDED("you said so already; it takes the word of a second person"),
    NOT_UNDER_REVIEW("nothing about this action waits for a review"),
    NOT_UNCERTAIN("what became of this action is known"),
    UNKNOWN_FINDING("there is no such finding that is still open"),
    CAUSE_STANDS("a policy concludes this finding; it closes by itself when its cause is gone"),
    UNKNOWN_FACT("nothing of this kind was stated"),
    TWO_PEOPLE_NEEDED("two people take an entry from the no-touch list: one proposes it, and somebody else agrees"),
    UNKNOWN_REMOVAL("no such proposal waits for an answer; it was answered, has expired, or the entry was stated anew"),
    PROPOSER_WITHOUT_RIGHT("whoever proposed it has lost the role for it; it has to be proposed anew"),
    TOO_MANY_REMOVALS("as many proposals wait as may; answer them first"),
    SET_ASIDE("the rules failed on this twice; somebody has to look at it");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** One sentence for the person who asked. */
    public String text() {
        return text;
    }
}
