package dev.tutti.policy;

import dev.tutti.fact.TallyDeclaration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/**
 * One policy as it stands in its folder: what it is for, its rules and its cases. Its form is sound; what its rules say is
 * for the engine to check.
 *
 * @param id such as {@code TIM-003}, unique and never reused
 * @param risk the risk that it answers
 * @param controls references into the organisation's own catalogue of controls
 * @param attack MITRE ATT&amp;CK techniques
 * @param capabilities what its rules propose or judge; all of them are declared
 * @param wrongWhen when following it would be a mistake
 * @param folder from {@code rules/} on, such as {@code rules/timing/hold_isolation_during_freeze}
 * @param drl the text of its rules, with line feeds only; where they are a table, what was made of it
 * @param cases sorted by path
 * @param tallies what it wants counted, for its own rules or for others
 */
public record Policy(
        String id,
        String title,
        String owner,
        Status status,
        Phase phase,
        String risk,
        List<String> controls,
        List<String> attack,
        List<String> capabilities,
        String wrongWhen,
        String runbook,
        LocalDate reviewBy,
        String folder,
        String drl,
        List<CaseFile> cases,
        List<TallyDeclaration> tallies) {

    public Policy {
        controls = List.copyOf(controls);
        attack = List.copyOf(attack);
        capabilities = List.copyOf(capabilities);
        cases = List.copyOf(cases);
        tallies = List.copyOf(tallies);
    }

    /** A policy that wants nothing counted. */
    public Policy(
            String id,
            String title,
            String owner,
            Status status,
            Phase phase,
            String risk,
            List<String> controls,
            List<String> attack,
            List<String> capabilities,
            String wrongWhen,
            String runbook,
            LocalDate reviewBy,
            String folder,
            String drl,
            List<CaseFile> cases) {
        this(
                id,
                title,
                owner,
                status,
                phase,
                risk,
                controls,
                attack,
                capabilities,
                wrongWhen,
                runbook,
                reviewBy,
                folder,
                drl,
                cases,
                List.of());
    }

    /** Whether its rules judge requested actions. */
    public boolean judging() {
        return phase.judging();
    }

    /** Which version of its rules this is: SHA-256 in hexadecimal over their text. */
    public String ruleDigest() {
        return sha256(drl);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same policy as it would be if it stood here in its life. */
    public Policy as(Status other) {
        return with(other, drl);
    }

    /** The same policy as it would be if its rules said this. */
    public Policy saying(String otherRules) {
        return with(status, otherRules);
    }

    private Policy with(Status otherStatus, String otherRules) {
        return new Policy(
                id,
                title,
                owner,
                otherStatus,
                phase,
                risk,
                controls,
                attack,
                capabilities,
                wrongWhen,
                runbook,
                reviewBy,
                folder,
                otherRules,
                cases,
                tallies);
    }
}
