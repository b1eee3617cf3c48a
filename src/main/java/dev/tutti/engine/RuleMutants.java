package dev.tutti.engine;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.RuleDescr;

/** Mutants of the text of rules; none where that text was made of a table. */
final class RuleMutants implements MutantSource {

    private final RuleSet ruleSet;
    private final OtherWords words;

    /** What such a mutant says instead of a capability is another of these. */
    RuleMutants(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        this.words = new OtherWords(ruleSet.capabilities());
    }

    @Override
    public List<Mutant> of(Policy policy) {
        if (ruleSet.table(policy.id()).isPresent()) {
            return List.of();
        }
        RuleText text = new RuleText(policy.drl());
        List<Mutant> mutants = new ArrayList<>();
        for (RuleDescr rule : RuleShapes.parse(policy, new ArrayList<>())) {
            int then = text.word("then", rule.getStartCharacter());
            int end = text.word("end", then);
            List<Edit> edits = new ArrayList<>(new PatternMutations(words, text, rule).edits());
            edits.addAll(
                    new ConsequenceMutations(words, BoundTypes.of(rule), text, then + "then".length(), end).edits());
            for (Edit edit : edits) {
                mutants.add(new Mutant(
                        policy.id(),
                        rule.getName(),
                        RuleShapes.fileOf(policy),
                        text.line(edit.at()),
                        text.column(edit.at()),
                        edit.what(),
                        edit.in(text.text())));
            }
        }
        return mutants;
    }
}
