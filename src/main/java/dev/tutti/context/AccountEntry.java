package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Context;
import dev.tutti.fact.Employee;
import dev.tutti.fact.EmployeeStatus;
import dev.tutti.fact.Entitlement;
import dev.tutti.fact.Membership;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Whose an account is, what it has, and what it should have. */
sealed interface AccountEntry extends Entry {

    /** A person as human resources know them. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfEmployee(String user, String department, String manager, String status) implements AccountEntry {

        public OfEmployee {
            user = Entry.orEmpty(user);
            department = Entry.orEmpty(department);
            manager = Entry.orEmpty(manager);
            status = Entry.orEmpty(status);
        }

        static OfEmployee of(Employee employee) {
            return new OfEmployee(
                    employee.user(),
                    employee.department(),
                    employee.manager(),
                    employee.status().name());
        }

        @Override
        public OfEmployee named(String path) {
            return new OfEmployee(Entry.orElse(user, path), department, manager, status);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("user", Section.EMPLOYEES, user);
            check.text("department", department);
            check.textOrNothing("manager", manager);
            EmployeeStatus known = check.one("status", status, EnumSet.allOf(EmployeeStatus.class));
            return check.fact(() -> new Employee(spelled, department, manager, known));
        }
    }

    /** Everybody in this department belongs into this group. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfEntitlement(String department, String group) implements AccountEntry {

        public OfEntitlement {
            department = Entry.orEmpty(department);
            group = Entry.orEmpty(group);
        }

        static OfEntitlement of(Entitlement entitlement) {
            return new OfEntitlement(entitlement.department(), entitlement.group());
        }

        @Override
        public OfEntitlement named(String path) {
            List<String> parts = Entry.parts(path, 2);
            return new OfEntitlement(Entry.orElse(department, parts.get(0)), Entry.orElse(group, parts.get(1)));
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String of = check.part("department", department);
            String into = check.text("group", group.strip());
            check.together("group", of, into);
            return check.fact(() -> new Entitlement(of, into));
        }
    }

    /** This account is in this group now. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfMembership(String user, String group) implements AccountEntry {

        public OfMembership {
            user = Entry.orEmpty(user);
            group = Entry.orEmpty(group);
        }

        static OfMembership of(Membership membership) {
            return new OfMembership(membership.user(), membership.group());
        }

        @Override
        public OfMembership named(String path) {
            List<String> parts = Entry.parts(path, 2);
            return new OfMembership(Entry.orElse(user, parts.get(0)), Entry.orElse(group, parts.get(1)));
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String account = check.part("user", user);
            String into = check.text("group", group.strip());
            check.together("group", account, into);
            return check.fact(() -> new Membership(account, into));
        }
    }
}
