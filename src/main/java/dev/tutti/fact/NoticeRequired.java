package dev.tutti.fact;

/** Somebody is told of the requested action at once; the action itself does not wait for it. */
public record NoticeRequired(ActionRequested request, String recipient, NoticeReason reason, String text)
        implements Judgement {

    @Override
    public String factId() {
        return "NoticeRequired:" + request().id() + ":" + recipient;
    }
}
