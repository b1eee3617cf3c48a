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
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.RuleDescr;

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
            return argument instanceof NameExpr
                    ? new Consequence(verb, Optional.empty(), Optional.empty())
                    : refused("delete takes a fact that a pattern bound");
        }
        if (!(argument instanceof ObjectCreationExpr creation)
                || creation.getAnonymousClassBody().isPresent()
                || creation.getScope().isPresent()) {
            return refused(verb + " takes a new fact, as in " + verb + "( new ActionHeld( ... ) )");
        }
        Optional<String> complaint = creation.getArguments().stream()
                .map(Consequence::complaint)
                .flatMap(Optional::stream)
                .findFirst();
        return new Consequence(verb, Optional.of(creation.getType().getNameWithScope()), complaint);
    }

    private static Consequence refused(String complaint) {
        return new Consequence("", Optional.empty(), Optional.of(complaint));
    }

    private static Optional<String> complaint(Expression value) {
        if (value.isLiteralExpr()) {
            return Optional.empty();
        }
        if (value instanceof EnclosedExpr enclosed) {
            return complaint(enclosed.getInner());
        }
        if (value instanceof NameExpr name && name.getNameAsString().startsWith("$")) {
            return Optional.empty();
        }
        if (value instanceof FieldAccessExpr constant
                && constant.getScope() instanceof NameExpr type
                && Character.isUpperCase(type.getNameAsString().charAt(0))) {
            return Optional.empty();
        }
        if (value instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return complaint(sum.getLeft()).or(() -> complaint(sum.getRight()));
        }
        if (value instanceof MethodCallExpr accessor
                && accessor.getArguments().isEmpty()
                && accessor.getScope().filter(NameExpr.class::isInstance).isPresent()
                && accessor.getScope().get().toString().startsWith("$")) {
            return Optional.empty();
        }
        return Optional.of(
                "a fact is built from literals, constants, bound variables, their accessors and +, not from: " + value);
    }
}
