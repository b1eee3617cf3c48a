package dev.tutti.policy.table;

import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.DeviceClass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authority matrix: who may have what done to which kind of target, and whether people are asked first. */
final class AuthorityLayout implements Layout {

    /** Stands for the machine: for a request that policies made, and nobody. */
    static final String POLICY = "policy";

    private static final String PROPOSER = "proposer";
    private static final String CAPABILITY = "capability";
    private static final String MODE = "mode";
    private static final String APPROVER = "approver";
    private static final String QUORUM = "quorum";
    private static final int HIGHEST_QUORUM = 9;
    /** Who is asked instead of an owner that nobody knows. */
    private static final String STAND_IN = "responder";

    private static final Pattern GROUP = Pattern.compile("(role|team):([A-Za-z0-9][A-Za-z0-9._-]{0,79})");

    private final List<Column> conditions;

    /** @param capabilities what the policy judges; {@code *} means these and no others */
    AuthorityLayout(List<String> capabilities) {
        this.conditions = List.of(
                Column.ofRolesAnd(PROPOSER, List.of(POLICY)),
                Column.ofNames(CAPABILITY, capabilities),
                Column.ofConstants("deviceClass", DeviceClass.class),
                Column.ofConstants("criticality", Criticality.class),
                Column.ofConstants("dataClass", DataClass.class));
    }

    @Override
    public List<Column> conditions() {
        return conditions;
    }

    @Override
    public List<String> consequences() {
        return List.of(MODE, APPROVER, QUORUM);
    }

    @Override
    public boolean unique() {
        return true;
    }

    @Override
    public Optional<Outcome> outcome(Map<String, Cell> cells, List<Flaw> flaws) {
        Cell mode = Layout.cell(cells, MODE);
        Cell approver = Layout.cell(cells, APPROVER);
        Cell quorum = Layout.cell(cells, QUORUM);
        if (mode.text().equals(Authority.ASK)) {
            Optional<Authority.Approver> who = approver(approver, flaws);
            Optional<Integer> howMany = quorum(quorum, who, flaws);
            return who.flatMap(group -> howMany.map(number -> new Authority.Ask(group, number)));
        }
        if (!mode.text().equals(Authority.OBSERVE) && !mode.text().equals(Authority.ENFORCE)) {
            flaws.add(mode.flaw("'%s' is not one of %s, %s, %s"
                    .formatted(Cell.shortened(mode.text()), Authority.OBSERVE, Authority.ASK, Authority.ENFORCE)));
            return Optional.empty();
        }
        List<Cell> superfluous =
                List.of(approver, quorum).stream().filter(cell -> !cell.blank()).toList();
        superfluous.forEach(
                cell -> flaws.add(cell.flaw("stays empty in the mode " + mode.text() + ", in which nobody is asked")));
        return superfluous.isEmpty()
                ? Optional.of(mode.text().equals(Authority.OBSERVE) ? new Authority.Observe() : new Authority.Enforce())
                : Optional.empty();
    }

    private static Optional<Authority.Approver> approver(Cell cell, List<Flaw> flaws) {
        if (cell.text().equals("owner")) {
            return Optional.of(new Authority.Owner());
        }
        Matcher group = GROUP.matcher(cell.text());
        if (!group.matches()) {
            flaws.add(cell.flaw("who is asked reads role:NAME, team:NAME or owner, not '%s'"
                    .formatted(Cell.shortened(cell.text()))));
            return Optional.empty();
        }
        ApproverKind kind = group.group(1).equals("team") ? ApproverKind.TEAM : ApproverKind.ROLE;
        return Optional.of(new Authority.Group(kind, new Value.Name(group.group(2))));
    }

    private static Optional<Integer> quorum(Cell cell, Optional<Authority.Approver> who, List<Flaw> flaws) {
        if (!cell.text().matches("[1-" + HIGHEST_QUORUM + "]")) {
            flaws.add(cell.flaw("how many must agree is a number from 1 to %d, not '%s'"
                    .formatted(HIGHEST_QUORUM, Cell.shortened(cell.text()))));
            return Optional.empty();
        }
        int quorum = Integer.parseInt(cell.text());
        if (quorum > 1 && who.filter(Authority.Owner.class::isInstance).isPresent()) {
            flaws.add(cell.flaw("an owner is one person, so 1 must agree"));
            return Optional.empty();
        }
        return Optional.of(quorum);
    }

    @Override
    public List<String> imports() {
        return List.of(
                "ActionDenied",
                "ActionPermitted",
                "ActionRequested",
                "ApprovalReason",
                "ApprovalRequired",
                "ApproverKind",
                "Criticality",
                "DataClass",
                "DenyReason",
                "DeviceClass",
                "PermitReason",
                "Person",
                "TargetProfile");
    }

    @Override
    public List<RuleText> rules(Row row, String title) {
        String name = "Row " + row.line() + " of the " + title;
        String says = "\"row " + row.line() + " of the " + title;
        List<RuleText> rules = new ArrayList<>();
        for (Proposer proposer : Proposer.of(row.conditions().get(0), POLICY)) {
            String whose = name + proposer.suffix();
            Outcome outcome = row.outcome();
            if (outcome instanceof Authority.Ask ask && ask.approver() instanceof Authority.Owner) {
                rules.add(rule(
                        whose,
                        row,
                        proposer,
                        List.of("owner != \"\"", "$owner : owner"),
                        "new ApprovalRequired( $request, ApproverKind.PERSON, $owner, 1, false, ApprovalReason.AUTHORITY, "
                                + says + " asks the owner of the service\" )"));
                // Without this rule nobody would be asked, and what another policy permits would go out.
                rules.add(rule(
                        whose + ", owner unknown",
                        row,
                        proposer,
                        List.of("owner == \"\""),
                        "new ApprovalRequired( $request, ApproverKind.ROLE, \"" + STAND_IN
                                + "\", 1, false, ApprovalReason.UNKNOWN_TARGET, " + says
                                + " asks the owner of the service, and nobody knows one\" )"));
            } else {
                rules.add(rule(whose, row, proposer, List.of(), judgement(outcome, says)));
            }
        }
        return rules;
    }

    private static String judgement(Outcome outcome, String says) {
        if (outcome instanceof Authority.Ask ask && ask.approver() instanceof Authority.Group group) {
            return "new ApprovalRequired( $request, ApproverKind."
                    + group.kind().name() + ", "
                    + group.name().literal() + ", " + ask.quorum() + ", false, ApprovalReason.AUTHORITY, " + says
                    + " asks " + group.words() + "\" )";
        }
        return outcome instanceof Authority.Enforce
                ? "new ActionPermitted( $request, PermitReason.AUTHORITY, " + says + " permits this\" )"
                : "new ActionDenied( $request, DenyReason.OBSERVE_ONLY, " + says + " only records this\" )";
    }

    private RuleText rule(String name, Row row, Proposer proposer, List<String> owner, String judgement) {
        List<String> request = new ArrayList<>();
        capability(row.conditions().get(1)).constraint(CAPABILITY).ifPresent(request::add);
        request.addAll(proposer.onRequest());
        List<String> profile = new ArrayList<>();
        for (int i = 2; i < conditions.size(); i++) {
            row.conditions().get(i).constraint(conditions.get(i).name()).ifPresent(profile::add);
        }
        profile.addAll(owner);
        List<String> patterns = new ArrayList<>();
        patterns.add("$request : ActionRequested( " + String.join(", ", request) + " )");
        if (!profile.isEmpty()) {
            patterns.add("TargetProfile( request == $request, " + String.join(", ", profile) + " )");
        }
        patterns.addAll(proposer.patterns());
        return new RuleText(name, patterns, "insertLogical( " + judgement + " );");
    }

    /** A table never judges a capability that its policy does not list. */
    private Choice capability(Choice choice) {
        return choice.any() ? new Choice(conditions.get(1).domain(List.of())) : choice;
    }

    @Override
    public List<String> alternatives(Cell cell, Row row) {
        Set<String> texts = new LinkedHashSet<>();
        if (cell.column().equals(MODE)) {
            texts.addAll(List.of(Authority.OBSERVE, Authority.ASK, Authority.ENFORCE));
        } else if (row.outcome() instanceof Authority.Ask ask) {
            if (cell.column().equals(APPROVER)) {
                texts.addAll(List.of("owner", "role:" + STAND_IN, "role:nobody", "team:nobody"));
            } else if (!(ask.approver() instanceof Authority.Owner)) {
                texts.addAll(List.of(String.valueOf(ask.quorum() % HIGHEST_QUORUM + 1), "1"));
            }
        }
        texts.remove(cell.text());
        return List.copyOf(texts);
    }

    @Override
    public Map<String, String> adjusted(Cell changed, Row row) {
        if (changed.column().equals(APPROVER) && changed.text().equals("owner")) {
            return Map.of(QUORUM, "1");
        }
        if (!changed.column().equals(MODE)) {
            return Map.of();
        }
        return changed.text().equals(Authority.ASK)
                ? Map.of(APPROVER, "role:" + STAND_IN, QUORUM, "1")
                : Map.of(APPROVER, "", QUORUM, "");
    }
}
