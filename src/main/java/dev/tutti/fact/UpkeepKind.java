package dev.tutti.fact;

/** What has to be kept up. */
public enum UpkeepKind {
    SIGNATURES,
    FEED,
    SCANNER,
    AGENT,
    /** The review of a policy; stated by Tutti itself, from {@code policy.yaml}. */
    POLICY_REVIEW,
    END_OF_SUPPORT,
    LICENCE,
    RENEWAL
}
