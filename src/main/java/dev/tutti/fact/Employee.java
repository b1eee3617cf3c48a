package dev.tutti.fact;

/** A person as human resources know them, with the account that is theirs. */
public record Employee(String user, String department, String manager, EmployeeStatus status) implements Context {

    @Override
    public String factId() {
        return "Employee:" + user;
    }
}
