package dev.tutti.admission;

import java.util.concurrent.Semaphore;

/** How many bytes the bodies of senders that are not proven yet may keep together. Room is taken as bytes arrive, not before. */
final class Room {

    private static final int KIB = 1024;

    private final Semaphore freeKib;

    Room(int kib) {
        this.freeKib = new Semaphore(kib);
    }

    /** For one body, none of which has arrived. */
    Share share() {
        return new Share();
    }

    /** What one body keeps; used by one thread at a time. */
    final class Share {

        private int kib;

        /** Whether the body may have so many bytes altogether; if not, it keeps what it has. */
        boolean grow(int bytes) {
            int more = bytes / KIB + 1 - kib;
            if (more > 0 && !freeKib.tryAcquire(more)) {
                return false;
            }
            kib += Math.max(0, more);
            return true;
        }

        void leave() {
            freeKib.release(kib);
            kib = 0;
        }
    }
}
