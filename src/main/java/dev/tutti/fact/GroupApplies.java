package dev.tutti.fact;

/**
 * The action goes out together with the others of its group or not at all: it waits until all of them may, and is denied when
 * one of them never will. A group is complete as it stands when its members are ruled on; all are to be proposed in one step.
 *
 * @param group a name that is the same for all members, such as {@code "containment of " + $user}
 */
public record GroupApplies(ActionRequested request, String group, GroupReason reason, String text)
        implements Judgement {

    @Override
    public String factId() {
        return "GroupApplies:" + request.id() + ":" + group;
    }
}
