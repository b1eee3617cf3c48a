package dev.tutti.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a request was refused. The names are part of the API: they are never renamed nor reused, only added.
 *
 * <p>The first constant with a status is its category, for failures that have no code of their own; the ones after it are
 * particular cases of it.
 */
public enum ErrorCode {
    MALFORMED(400, "The request cannot be read"),
    INVALID(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "This token does not permit this"),
    SELF_APPROVAL(403, "Nobody approves what they proposed"),
    NOT_ASKED(403, "This action does not ask this person"),
    NO_RIGHT(403, "This takes a right that you do not have"),
    FORMAT_NOT_ALLOWED(403, "This source may not use this format"),
    ADDRESS_NOT_ALLOWED(403, "This source may not call from this address"),
    NOT_FOUND(404, "There is no such thing"),
    UNKNOWN_FORMAT(404, "This alert format is not known"),
    UNKNOWN_ACTION(404, "There is no such action"),
    METHOD_NOT_ALLOWED(405, "This path does not know this method"),
    NOT_ACCEPTABLE(406, "This path has no answer in the wanted media type"),
    CONFLICT(409, "The request does not fit the present state"),
    DIGEST_MISMATCH(409, "What was agreed to is not what would be done"),
    NOT_WAITING(409, "Nothing waits for this answer"),
    ACTION_CLOSED(409, "This action is over"),
    NOT_REVERSIBLE(409, "This action cannot be undone now"),
    NOT_UNCERTAIN(409, "What became of this action is known"),
    NOT_RENEWABLE(409, "There is no lease to renew now"),
    SECOND_PERSON_NEEDED(409, "This takes the word of a second person"),
    NOT_UNDER_REVIEW(409, "Nothing about this waits for a review"),
    LAST_ADMIN(409, "Somebody must be able to administer"),
    NAME_TAKEN(409, "This name is in use"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED(415, "This media type is not supported"),
    UNPROCESSABLE(422, "The request is understood but cannot be followed"),
    UNKNOWN_CAPABILITY(422, "Nobody here knows this capability"),
    KEY_REUSED(422, "This idempotency key belongs to another request"),
    RATE(429, "Too many requests"),
    INTERNAL(500, "Something failed inside Tutti"),
    SET_ASIDE(500, "The rules failed on this twice"),
    BUSY(503, "Tutti cannot take this now");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code of the category for an HTTP status; a status without one belongs to the 400 or 500 it starts like. */
    public static ErrorCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status >= 400 && status < 500 ? INVALID : INTERNAL);
    }

    public int status() {
        return status;
    }

    /** What is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem type of RFC 9457, section 3.1.1; an identifier, not a place to visit. */
    public URI type() {
        return URI.create("urn:tutti:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
