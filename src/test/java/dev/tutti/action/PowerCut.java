package dev.tutti.action;

/** The process ends here: nothing of ours catches it. */
final class PowerCut extends Error {

    private static final long serialVersionUID = 1;
}
