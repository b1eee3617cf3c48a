package dev.tutti.fact;

/** What an alert is about, on one scale for all sources; what no mapping table knows is {@link #OTHER}. */
public enum Kind {
    SCAN,
    INTRUSION,
    MALWARE,
    PHISHING,
    CREDENTIAL,
    EXFILTRATION,
    VULNERABILITY,
    AVAILABILITY,
    POLICY,
    OTHER
}
