package dev.tutti.admission;

import io.quarkiverse.resteasy.problem.HttpProblem;

/** What whoever sends alerts may send. */
public interface Allowance {

    /** Of a token that belongs to no source. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public void format(String name) {}

        @Override
        public void alerts(int count) {}

        @Override
        public String tenantOf(String named) {
            return named;
        }
    };

    /**
     * Asks for a format.
     *
     * @throws HttpProblem when it may not be used
     */
    void format(String name);

    /**
     * Takes so many alerts from its rate.
     *
     * @throws HttpProblem when there are not so many left; none was taken then
     */
    void alerts(int count);

    /** The tenant of an alert that names this one. */
    String tenantOf(String named);
}
