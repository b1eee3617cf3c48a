package dev.tutti.fact;

/**
 * One reason for a requested action: an alert, the source it came from and how grave it was. It lives as long as the request
 * does, however early the alert expires.
 *
 * @param score 0 to 100, -1 when the source gave none
 */
public record ActionCause(
        ActionRequested request, String alertId, String source, Kind kind, Severity severity, int score)
        implements Request {

    @Override
    public String factId() {
        return "ActionCause:" + request.id() + ":" + alertId;
    }
}
