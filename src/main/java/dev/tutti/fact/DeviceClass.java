package dev.tutti.fact;

/** What kind of device an asset is; the tools that may touch it, and who must agree, differ by it. */
public enum DeviceClass {
    /** The estate does not say. */
    UNKNOWN,
    WORKSTATION,
    MOBILE,
    SERVER,
    DOMAIN_CONTROLLER,
    NETWORK_DEVICE,
    CLOUD,
    /** Operational technology: what moves, heats, doses or opens something. */
    INDUSTRIAL
}
