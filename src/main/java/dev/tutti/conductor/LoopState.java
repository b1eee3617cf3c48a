package dev.tutti.conductor;

/** What a partition is doing. */
enum LoopState {
    REBUILDING(Reception.BusyReason.REBUILDING),
    READY(Reception.BusyReason.QUEUE_FULL),
    DATABASE_UNAVAILABLE(Reception.BusyReason.DATABASE_UNAVAILABLE),
    STOPPING(Reception.BusyReason.STOPPING);

    private final Reception.BusyReason busyReason;

    LoopState(Reception.BusyReason busyReason) {
        this.busyReason = busyReason;
    }

    /** What somebody hears who comes meanwhile. */
    Reception.BusyReason busyReason() {
        return busyReason;
    }
}
