package dev.tutti.fact;

/** Who is asked: whoever holds a role, or one named person. */
public enum ApproverKind {
    ROLE,
    PERSON
}
