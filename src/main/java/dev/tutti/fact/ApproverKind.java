package dev.tutti.fact;

/** Who is asked: whoever holds a role, one named person, or the members of a team. */
public enum ApproverKind {
    ROLE,
    PERSON,
    TEAM
}
