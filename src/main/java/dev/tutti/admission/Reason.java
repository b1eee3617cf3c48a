package dev.tutti.admission;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;

/** Why a sender was refused. The names are labels of a metric and words of the log, never renamed nor reused. */
enum Reason {
    /** No way of proving was used at all. */
    NO_CREDENTIAL(ErrorCode.UNAUTHENTICATED, "No credential was sent"),
    /** It cannot be read as what it is meant to be. */
    MALFORMED_CREDENTIAL(ErrorCode.UNAUTHENTICATED, "The credential cannot be read"),
    /** No key in force is this one. */
    UNKNOWN_CREDENTIAL(ErrorCode.UNAUTHENTICATED, "The credential is unknown or revoked"),
    NOT_YET_VALID(ErrorCode.UNAUTHENTICATED, "The credential is not valid yet"),
    EXPIRED(ErrorCode.UNAUTHENTICATED, "The credential has expired"),
    /** The signature does not belong to this body and any key in force. */
    WRONG_SIGNATURE(ErrorCode.UNAUTHENTICATED, "The signature does not belong to this body"),
    /** The signature is too old, or made too far in the future. */
    OUTSIDE_WINDOW(ErrorCode.UNAUTHENTICATED, "The signature was not made now"),
    WRONG_ADDRESS(ErrorCode.ADDRESS_NOT_ALLOWED, "This source may not call from this address"),
    WRONG_FORMAT(ErrorCode.FORMAT_NOT_ALLOWED, "This source may not use this format"),
    OVER_RATE(ErrorCode.RATE, "This source has sent more alerts than its rate allows"),
    TOO_LARGE(ErrorCode.TOO_LARGE, "The body is larger than can be checked"),
    /** The body did not arrive, or there are too many bodies whose sender is not known yet. */
    NO_BODY(ErrorCode.BUSY, "The body could not be read in time"),
    /** What the proof is checked with cannot be had. */
    NO_MEANS(ErrorCode.BUSY, "What the signature is checked with cannot be had now");

    private final ErrorCode code;
    private final String detail;

    Reason(ErrorCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    ErrorCode code() {
        return code;
    }

    Problem problem() {
        var problem = Problem.of(code, detail);
        return switch (this) {
            case NO_CREDENTIAL, MALFORMED_CREDENTIAL, UNKNOWN_CREDENTIAL, NOT_YET_VALID, EXPIRED ->
                problem.withHint("docs/formats.md shows each way in which a source can prove itself")
                        .withHeader("WWW-Authenticate", "Bearer");
            case WRONG_SIGNATURE ->
                problem.withHint("Sign the bytes of the body as they are sent, after t and a full stop")
                        .withHeader("WWW-Authenticate", "Bearer");
            case OUTSIDE_WINDOW ->
                problem.withHint("Sign each request when it is sent, and compare the clocks")
                        .withHeader("WWW-Authenticate", "Bearer");
            case WRONG_ADDRESS, WRONG_FORMAT -> problem.withHint("An admin changes it with PUT /api/v1/sources/{name}");
            case OVER_RATE, TOO_LARGE -> problem;
            case NO_BODY -> problem.withHint("Send the same request again").withHeader("Retry-After", "30");
            case NO_MEANS ->
                problem.withHint("Send the same request again. If it stays so, an admin has to set"
                                + " tutti.sources.hmac.NAME.key or to let Tutti reach Amazon")
                        .withHeader("Retry-After", "30");
        };
    }
}
