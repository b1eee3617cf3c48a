package dev.tutti.faults;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every change that the stub tools were asked for, in order, also those that were not answered. */
final class Ledger {

    /**
     * One call.
     *
     * @param key the action that it names as its reference; {@code ""} for the chat, which takes none
     * @param target what was acted on, for the chat channel and text
     * @param effect whether something was different afterwards
     */
    record Call(String tool, String key, String target, boolean effect, Instant at) {}

    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Call>> listeners = new CopyOnWriteArrayList<>();

    void add(Call call) {
        calls.add(call);
        listeners.forEach(listener -> listener.accept(call));
    }

    /** Hears of every call after it took effect and before it is answered. */
    void hear(Consumer<Call> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<Call> listener) {
        listeners.remove(listener);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    long effects(String tool) {
        return calls.stream()
                .filter(call -> call.effect() && call.tool().equals(tool))
                .count();
    }
}
