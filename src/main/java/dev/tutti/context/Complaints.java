package dev.tutti.context;

import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a request, so that one answer tells it all; of very much, the first part. */
final class Complaints {

    static final int SHOWN = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    void add(String pointer, String detail) {
        count++;
        if (errors.size() < SHOWN) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    int count() {
        return count;
    }

    List<FieldError> shown() {
        return List.copyOf(errors);
    }

    /**
     * @throws HttpProblem with all of them, if there are any
     */
    void raise(ErrorCode code, String detail) {
        if (count > 0) {
            String more = count > SHOWN ? "; the first " + SHOWN + " of " + count + " faults are shown" : "";
            throw Problem.of(code, detail + more).withErrors(errors).exception();
        }
    }
}
