package dev.tutti.conductor;

/** How far a rebuild is, in alerts that are back in memory; read by other threads than the one that counts. */
final class Progress {

    private volatile long done;
    private volatile long expected;

    void begin(long all) {
        done = 0;
        expected = all;
    }

    void reached(long soFar) {
        done = soFar;
    }

    long done() {
        return done;
    }

    long expected() {
        return expected;
    }
}
