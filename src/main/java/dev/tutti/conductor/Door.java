package dev.tutti.conductor;

/** Where work for one partition is handed in. */
interface Door {

    /** Takes the work, or refuses it at once. */
    void offer(Work work);

    /** What the partition is doing. */
    LoopState state();
}
