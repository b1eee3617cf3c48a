package dev.tutti.demo;

/** What a kind of tool does when it is asked; called by one thread at a time. */
interface Behaviour {

    String title();

    Answer answer(Asked asked);
}
