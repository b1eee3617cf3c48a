package dev.tutti.connector;

import com.damnhandy.uri.template.Expression;
import com.damnhandy.uri.template.MalformedUriTemplateException;
import com.damnhandy.uri.template.UriTemplate;
import com.damnhandy.uri.template.impl.Operator;
import com.damnhandy.uri.template.impl.VarSpec;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The path of a request, an RFC 6570 template below the base URL of the instance.
 *
 * <p>Only operators that encode whatever they are given are taken: plain, {@code ?} and {@code &}. A dot segment survives
 * encoding, and some tools decode before they resolve; so an expanded path that holds one in any reading is refused.
 */
final class PathTemplate {

    private static final Set<Operator> ENCODING = Set.of(Operator.NUL, Operator.QUERY, Operator.CONTINUATION);
    private static final int MAX_LENGTH = 4_000;

    private final String template;

    private PathTemplate(String template) {
        this.template = template;
    }

    /** Why the text is no template that we take; empty when it is one. */
    static Optional<String> fault(String text, Set<String> variables) {
        Expression[] expressions;
        try {
            expressions = UriTemplate.fromTemplate(text).getExpressions();
        } catch (MalformedUriTemplateException e) {
            return Optional.of("is not a URI template: " + Text.shown(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            return Optional.of("is not a URI template"); // the parser's own slips, such as {}
        }
        for (Expression expression : expressions) {
            if (!ENCODING.contains(expression.getOperator())) {
                return Optional.of("may only use {name}, {?name} and {&name}: others do not encode a target");
            }
            for (VarSpec variable : expression.getVarSpecs()) {
                if (!variables.contains(variable.getVariableName())) {
                    return Optional.of("names '" + variable.getVariableName() + "', which is none of "
                            + variables.stream().sorted().toList());
                }
            }
        }
        String fixed = text.replaceAll("\\{[?&][^}]*}", "").replaceAll("\\{[^}]*}", "x");
        try {
            URI.create("http://host" + fixed);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not a path: encode what is not a letter, a digit or one of -._~");
        }
        return leavesTheRoot(withoutQuery(fixed))
                ? Optional.of("may hold no '.', '..' or empty segment")
                : Optional.empty();
    }

    /** Only for a text without a fault. */
    static PathTemplate of(String text) {
        return new PathTemplate(text);
    }

    /** The address below the instance's root; empty when these values would give one that is not safely below it. */
    Optional<URI> below(ConnectorInstance instance, Map<String, Object> values) {
        UriTemplate parsed = UriTemplate.fromTemplate(template);
        boolean gap = Arrays.stream(parsed.getExpressions())
                .filter(expression -> expression.getOperator() == Operator.NUL)
                .flatMap(expression -> expression.getVarSpecs().stream())
                .anyMatch(variable -> String.valueOf(values.getOrDefault(variable.getVariableName(), ""))
                        .isEmpty());
        String path = parsed.expand(values);
        if (gap || path.length() > MAX_LENGTH || leavesTheRoot(withoutQuery(path))) {
            return Optional.empty();
        }
        URI base = instance.baseUrl();
        URI address = URI.create(instance.root() + path);
        boolean sameOrigin = base.getScheme().equals(address.getScheme())
                && base.getHost().equals(address.getHost())
                && base.getPort() == address.getPort()
                && address.getRawUserInfo() == null;
        return sameOrigin ? Optional.of(address) : Optional.empty();
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static boolean leavesTheRoot(String path) {
        List<String> raw = List.of(path.substring(1).split("/", -1));
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        return raw.contains("")
                || Arrays.stream(decoded.split("[/\\\\]", -1)).anyMatch(segment -> segment.matches("\\.{1,2}(;.*)?"));
    }
}
