package dev.tutti.action;

import dev.tutti.connector.ActionCall;
import dev.tutti.connector.ActionDescriptor;
import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Connector;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Operation;
import dev.tutti.fact.Parameter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tool that lies, hangs and forgets as it is told, with a ledger of what really happened in it. */
final class FakeTool implements Connector {

    /** What it answers, given whether it has the thing in it. */
    interface Mood {
        ActionOutcome answer(FakeTool tool);
    }

    static final Mood SAYS_AMBIGUOUS = tool -> new ActionOutcome.Ambiguous("no complete answer within 5 s");
    static final Mood SAYS_DONE = FakeTool::done;
    static final Mood IS_UNREACHABLE = tool -> new ActionOutcome.Unreachable("no connection in time", 0);
    static final Mood WANTS_REST = tool -> new ActionOutcome.Unreachable("the tool answered 429", 90_000);
    static final Mood REJECTS = tool -> new ActionOutcome.Rejected("the tool answered 404");
    static final Mood LOSES_POWER = tool -> {
        throw new PowerCut();
    };
    static final Mood BREAKS_ITS_PROMISE = tool -> {
        throw new IllegalStateException("a bug");
    };

    /** What the manifest keeps of its answer. */
    static final List<Parameter> RESULTS =
            List.of(new Parameter("reference", "ref-1"), new Parameter("state", "isolated"));

    private final IdempotencyClass idempotency;
    private volatile Optional<Mood> constant = Optional.empty();
    private final Deque<Optional<Mood>> before = new ArrayDeque<>();
    private final Deque<Mood> after = new ArrayDeque<>();
    private final Deque<Mood> asked = new ArrayDeque<>();
    private final Set<String> inForce = new HashSet<>();

    /** Every call that reached it, in order; an effect is marked. */
    final List<String> ledger = Collections.synchronizedList(new ArrayList<>());

    /** The key of every call that would change something, also of those that did not reach it. */
    final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    FakeTool(IdempotencyClass idempotency) {
        this.idempotency = idempotency;
    }

    /** The next change does not reach it, and this is the answer. */
    FakeTool beforeNext(Mood mood) {
        before.add(Optional.of(mood));
        after.add(FakeTool::done);
        return this;
    }

    /** The next change takes effect, and this is the answer all the same. */
    FakeTool afterNext(Mood mood) {
        before.add(Optional.empty());
        after.add(mood);
        return this;
    }

    /** No change reaches it from now on, and this is always the answer. */
    FakeTool always(Mood mood) {
        constant = Optional.of(mood);
        return this;
    }

    /** The next read-back is answered like this. */
    FakeTool whenAsked(Mood mood) {
        asked.add(mood);
        return this;
    }

    @Override
    public ActionDescriptor describe() {
        return new ActionDescriptor(
                "edr.isolate-host", idempotency, Set.of(Operation.values()), Duration.ofSeconds(5), List.of());
    }

    @Override
    public ActionOutcome perform(ActionCall call) {
        Mood mood = mood(call);
        return mood.answer(this);
    }

    /** What it will answer, after what the call did to it; an answer may take its time and holds nobody else. */
    private synchronized Mood mood(ActionCall call) {
        if (call.operation() == Operation.READ_BACK) {
            ledger.add("asked");
            if (!asked.isEmpty()) {
                return asked.remove();
            }
            boolean there = inForce.contains(call.idempotencyKey());
            return tool -> there ? done() : new ActionOutcome.NotThere();
        }
        keys.add(call.idempotencyKey());
        Optional<Mood> first = before.isEmpty() ? Optional.empty() : before.remove();
        Mood last = after.isEmpty() ? FakeTool::done : after.remove();
        if (constant.isPresent() || first.isPresent()) {
            return constant.or(() -> first).orElseThrow();
        }
        boolean undo = call.operation() == Operation.UNDO;
        boolean changes = undo ? inForce.remove(call.idempotencyKey()) : inForce.add(call.idempotencyKey());
        ledger.add((undo ? "undone" : "done") + (changes ? "" : " again"));
        return last;
    }

    /** It took effect in a way that no call of ours did. */
    void holds(String key) {
        inForce.add(key);
    }

    /** It loses all it had: what is in force, and every key. */
    void forgets() {
        inForce.clear();
    }

    boolean has(String key) {
        return inForce.contains(key);
    }

    private static ActionOutcome done() {
        return new ActionOutcome.Succeeded("ref-1", Map.of("reference", "ref-1", "state", "isolated"));
    }

    private static ActionOutcome done(FakeTool tool) {
        return done();
    }
}
