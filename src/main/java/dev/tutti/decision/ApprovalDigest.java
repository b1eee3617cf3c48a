package dev.tutti.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * What a vote is bound to: SHA-256, in hexadecimal, over the canonical JSON (RFC 8785) of what will be done and by whom. When
 * any of it changes, the votes cast before no longer count.
 */
public final class ApprovalDigest {

    private ApprovalDigest() {}

    /**
     * The digest of this action as it would go out now.
     *
     * @param providers the digest of the connector instances that would do it and of their manifests
     */
    public static String of(ActionRequested request, String providers) {
        return of(request.capability(), request.target(), request.parameters(), providers);
    }

    /** The same of the parts; parameters count in sorted order. */
    public static String of(String capability, String target, List<Parameter> parameters, String providers) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("capability", capability).put("target", target).put("providers", providers);
        ArrayNode arguments = action.putArray("parameters");
        parameters.stream()
                .sorted()
                .forEach(parameter ->
                        arguments.addObject().put("name", parameter.name()).put("value", parameter.value()));
        try {
            byte[] canonical = new JsonCanonicalizer(action.toString()).getEncodedUTF8();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was just written cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
