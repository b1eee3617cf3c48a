package dev.tutti.engine;

import com.github.javaparser.Position;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.tutti.fact.Reason;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be changed in a consequence: every literal, constant, variable and accessor of which the new fact is made. Not
 * changed are a fact's {@code text}, its reason, and the alert that a proposal answers: they stand in the history for people, and
 * nothing that a case can see is decided by them.
 */
final class ConsequenceMutations {

    private static final String REASON = "Reason";
    private static final String TEXT = "text";
    private static final String ALERT = "alertId";

    private final OtherWords words;
    private final Map<String, Class<?>> bound;
    private final RuleText text;
    private final int start;
    private final String block;
    private final List<Edit> edits = new ArrayList<>();

    /**
     * Of the statement that stands between these places.
     *
     * @param bound the types of the variables that the rule binds
     */
    ConsequenceMutations(OtherWords words, Map<String, Class<?>> bound, RuleText text, int start, int end) {
        this.words = words;
        this.bound = bound;
        this.text = text;
        this.start = start;
        this.block = "{" + text.text().substring(start, end) + "}";
    }

    List<Edit> edits() {
        BlockStmt parsed = StaticJavaParser.parseBlock(block);
        for (ObjectCreationExpr creation : parsed.findAll(ObjectCreationExpr.class)) {
            Class<?> fact = FactTypes.find(creation.getType().getNameAsString()).orElse(Object.class);
            Parameter[] parameters = parameters(fact, creation.getArguments().size());
            for (int i = 0; i < creation.getArguments().size(); i++) {
                boolean named = i < parameters.length;
                if (!named || !onlyRead(parameters[i])) {
                    String name = named ? parameters[i].getName() : "value " + (i + 1);
                    value(fact.getSimpleName() + " " + name, creation.getArgument(i));
                }
            }
        }
        parsed.findAll(MethodCallExpr.class, call -> call.getNameAsString().equals("delete"))
                .forEach(call -> call.getArguments().forEach(fact -> value("delete", fact)));
        return edits;
    }

    /** What the constructor with so many values calls them; nothing when there is no such constructor, or more than one. */
    private static Parameter[] parameters(Class<?> fact, int values) {
        List<Constructor<?>> taking = Arrays.stream(fact.getConstructors())
                .filter(constructor -> constructor.getParameterCount() == values)
                .toList();
        return taking.size() == 1 ? taking.get(0).getParameters() : new Parameter[0];
    }

    private static boolean onlyRead(Parameter parameter) {
        return Reason.class.isAssignableFrom(parameter.getType())
                || (parameter.getType() == String.class && Set.of(TEXT, ALERT).contains(parameter.getName()));
    }

    private void value(String of, Expression value) {
        if (value instanceof StringLiteralExpr literal) {
            edit(of, value, '"' + words.text(literal.getValue(), List.of()) + '"');
        } else if (value.isBooleanLiteralExpr()) {
            edit(of, value, String.valueOf(!value.asBooleanLiteralExpr().getValue()));
        } else if (value.isLiteralExpr()) {
            words.number(value.toString()).forEach(other -> edit(of, value, other));
        } else if (value instanceof FieldAccessExpr constant) {
            if (constant.getScope().toString().endsWith(REASON)) {
                return; // a person reads it; what follows is the same
            }
            words.constant(constant.toString(), List.of()).ifPresent(other -> edit(of, value, other));
        } else if (value instanceof NameExpr variable) {
            OtherWords.variable(variable.getNameAsString(), bound).ifPresent(other -> edit(of, value, other));
        } else if (value instanceof MethodCallExpr accessor
                && accessor.getScope().isPresent()) {
            Class<?> fact = bound.get(accessor.getScope().get().toString());
            if (fact != null && fact.isRecord()) {
                OtherWords.component(fact, accessor.getNameAsString())
                        .ifPresent(other -> edit(of, accessor.getName(), other));
            }
        } else {
            value.getChildNodes().stream()
                    .filter(Expression.class::isInstance)
                    .forEach(part -> value(of, (Expression) part));
        }
    }

    private void edit(String of, Node node, String other) {
        int from = offset(node.getBegin().orElseThrow());
        int to = offset(node.getEnd().orElseThrow()) + 1;
        edits.add(new Edit(from, to, other, of + ": " + text.text().substring(from, to) + " becomes " + other));
    }

    private int offset(Position position) {
        int lineStart = 0;
        for (int line = 1; line < position.line; line++) {
            lineStart = block.indexOf('\n', lineStart) + 1;
        }
        // The block begins with a bracket that the policy does not have.
        return start + lineStart + position.column - 2;
    }
}
