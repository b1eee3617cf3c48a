package dev.tutti.fact;

/** What has to be kept up. */
public enum UpkeepKind {
    SIGNATURES,
    FEED,
    SCANNER,
    AGENT,
    /** The review of a policy; stated by Tutti itself, from {@code policy.yaml}. */
    POLICY_REVIEW,
    /** The review of what somebody overrode; stated by Tutti itself, when somebody breaks the glass. */
    OVERRIDE_REVIEW,
    END_OF_SUPPORT,
    LICENCE,
    RENEWAL
}
