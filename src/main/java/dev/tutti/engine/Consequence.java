package dev.tutti.engine;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.tutti.fact.Proposal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * What stands after {@code then}: one statement that inserts a new fact or deletes a matched one.
 *
 * @param verb {@code insert}, {@code insertLogical} or {@code delete}; empty when the text is something else
 * @param type simple name of the inserted type
 * @param complaint what is not allowed about it
 */
record Consequence(String verb, Optional<String> type, Optional<String> complaint) {

    private static final Set<String> VERBS = Set.of("insert", "insertLogical", "delete");

    static Consequence read(RuleDescr rule) {
        Map<String, Class<?>> variables = Patterns.variables(rule);
        BlockStmt block;
        try {
            block = StaticJavaParser.parseBlock("{" + rule.getConsequence() + "}");
        } catch (ParseProblemException e) {
            return refused("this cannot be read as a statement: "
                    + e.getProblems().get(0).getMessage().lines().findFirst().orElse(""));
        }
        if (block.getStatements().size() != 1) {
            return refused("exactly one statement may stand here, found "
                    + block.getStatements().size());
        }
        Statement statement = block.getStatement(0);
        if (!statement.isExpressionStmt()
                || !(statement.asExpressionStmt().getExpression() instanceof MethodCallExpr call)
                || call.getScope().isPresent()
                || !VERBS.contains(call.getNameAsString())
                || call.getArguments().size() != 1) {
            return refused("only insert( new ... ), insertLogical( new ... ) or delete( $fact ) may stand here");
        }
        String verb = call.getNameAsString();
        Expression argument = call.getArgument(0);
        if (verb.equals("delete")) {
            return argument instanceof NameExpr name && variables.get(name.getNameAsString()) == Proposal.class
                    ? new Consequence(verb, Optional.empty(), Optional.empty())
                    : refused("delete takes back a Proposal that a pattern bound; everything else ends with its cause");
        }
        if (!(argument instanceof ObjectCreationExpr creation)
                || creation.getAnonymousClassBody().isPresent()
                || creation.getScope().isPresent()
                || creation.getTypeArguments().isPresent()
                || creation.getType().getTypeArguments().isPresent()) {
            return refused(verb + " takes a new fact, as in " + verb + "( new ActionHeld( ... ) )");
        }
        Optional<String> complaint = creation.getArguments().stream()
                .map(value -> complaint(value, variables))
                .flatMap(Optional::stream)
                .findFirst();
        return new Consequence(verb, Optional.of(creation.getType().getNameWithScope()), complaint);
    }

    private static Consequence refused(String complaint) {
        return new Consequence("", Optional.empty(), Optional.of(complaint));
    }

    private static Optional<String> complaint(Expression value, Map<String, Class<?>> variables) {
        if (value.isIntegerLiteralExpr()
                || value.isLongLiteralExpr()
                || value.isDoubleLiteralExpr()
                || value.isBooleanLiteralExpr()
                || (value instanceof StringLiteralExpr text && text.getValue().indexOf('\\') < 0)) {
            return Optional.empty();
        }
        if (value instanceof EnclosedExpr enclosed) {
            return complaint(enclosed.getInner(), variables);
        }
        if (value instanceof NameExpr name && name.getNameAsString().startsWith("$")) {
            return Optional.empty();
        }
        if (value instanceof FieldAccessExpr constant
                && constant.getScope() instanceof NameExpr type
                && FactTypes.isConstant(type.getNameAsString(), constant.getNameAsString())) {
            return Optional.empty();
        }
        if (value instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return complaint(sum.getLeft(), variables).or(() -> complaint(sum.getRight(), variables));
        }
        if (value instanceof MethodCallExpr accessor
                && accessor.getArguments().isEmpty()
                && accessor.getTypeArguments().isEmpty()
                && accessor.getScope().filter(NameExpr.class::isInstance).isPresent()
                && isAccessor(variables.get(accessor.getScope().get().toString()), accessor.getNameAsString())) {
            return Optional.empty();
        }
        return Optional.of(
                "a fact is built from literals, constants, bound variables, their accessors and +, not from: " + value);
    }

    private static boolean isAccessor(@Nullable Class<?> fact, String name) {
        return fact != null
                && Arrays.stream(fact.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(name));
    }
}
