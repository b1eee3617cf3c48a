package dev.tutti.demo;

import java.util.Optional;

/** A part of what a simulated tool answers. */
interface Route {

    /** Empty when this is another part's. */
    Optional<Answer> answer(Asked asked);
}
