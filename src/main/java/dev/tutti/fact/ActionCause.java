package dev.tutti.fact;

/**
 * One reason for a requested action: an alert and the source it came from. It lives as long as the request does, however
 * early the alert expires.
 */
public record ActionCause(ActionRequested request, String alertId, String source) implements Request {

    @Override
    public String factId() {
        return "ActionCause:" + request.id() + ":" + alertId;
    }
}
