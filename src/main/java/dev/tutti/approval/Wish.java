package dev.tutti.approval;

import dev.tutti.decision.Results;
import dev.tutti.fact.Parameter;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What people send about actions. What is missing is empty, so that one answer tells all that is wrong. */
sealed interface Wish {

    /** On one line; PostgreSQL can store neither U+0000 nor half of a surrogate pair. */
    String LINE = "[^\\p{Cc}\\p{Cs}]*";

    /** The same with line breaks. */
    String TEXT = "[[^\\p{Cc}\\p{Cs}]\\n\\t]*";

    String UNUSABLE = "must hold no control characters";
    int MAX_REASON = 1_000;
    int MAX_TARGET = 1_000;
    int MAX_PARAMETERS = 32;
    int MAX_VALUE = 2_000;
    int MAX_RESULT = Results.LONGEST;

    /** To do something. */
    record Proposal(
            @NotBlank(message = "must be said, such as firewall.block-ip")
            String capability,

            @NotBlank(message = "must be said")
            @Size(max = MAX_TARGET, message = "must have at most 1,000 characters")
            @Pattern(regexp = LINE, message = UNUSABLE)
            String target,

            @Size(max = MAX_PARAMETERS, message = "must be at most 32")
            Map<
                            @Pattern(
                                    regexp = "[A-Za-z][A-Za-z0-9_-]{0,63}",
                                    message = "must be named by letters, digits, _ or -")
                            String,
                            @NotNull(message = "must have a value")
                            @Size(max = MAX_VALUE, message = "must have at most 2,000 characters")
                            @Pattern(regexp = TEXT, message = UNUSABLE) String>
                    parameters,

            @NotBlank(message = "must say why")
            @Size(max = MAX_REASON, message = "must have at most 1,000 characters")
            @Pattern(regexp = TEXT, message = UNUSABLE)
            String reason)
            implements Wish {
        public Proposal {
            capability = Objects.requireNonNullElse(capability, "");
            target = Objects.requireNonNullElse(target, "");
            parameters = Objects.requireNonNullElse(parameters, Map.of());
            reason = Objects.requireNonNullElse(reason, "");
        }

        List<Parameter> sortedParameters() {
            return sorted(parameters);
        }
    }

    private static List<Parameter> sorted(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(entry -> new Parameter(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
    }

    /** To let it happen, or not. */
    record Approval(
            @Pattern(regexp = "(?i)approve|disapprove", message = "must be APPROVE or DISAPPROVE")
            String verdict,

            @NotBlank(message = "must say why")
            @Size(max = MAX_REASON, message = "must have at most 1,000 characters")
            @Pattern(regexp = TEXT, message = UNUSABLE)
            String reason,

            @Pattern(regexp = "[0-9a-f]{64}", message = "must be the digest of the action as you saw it")
            String digest)
            implements Wish {
        public Approval {
            verdict = Objects.requireNonNullElse(verdict, "");
            reason = Objects.requireNonNullElse(reason, "");
            digest = Objects.requireNonNullElse(digest, "");
        }
    }

    /** To let it happen whatever it waits for. */
    record Overriding(
            @NotBlank(message = "must say why")
            @Size(max = MAX_REASON, message = "must have at most 1,000 characters")
            @Pattern(regexp = TEXT, message = UNUSABLE)
            String reason,

            @Pattern(regexp = "[0-9a-f]{64}", message = "must be the digest of the action as you saw it")
            String digest)
            implements Wish {
        public Overriding {
            reason = Objects.requireNonNullElse(reason, "");
            digest = Objects.requireNonNullElse(digest, "");
        }
    }

    /** To withdraw it, to undo it, to renew it, or to close its review. */
    record Because(
            @NotBlank(message = "must say why")
            @Size(max = MAX_REASON, message = "must have at most 1,000 characters")
            @Pattern(regexp = TEXT, message = UNUSABLE)
            String reason)
            implements Wish {
        public Because {
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /** To tell what became of it. */
    record Settlement(
            @NotNull(message = "must be true or false") Boolean tookEffect,

            @NotBlank(message = "must say how you found out")
            @Size(max = MAX_REASON, message = "must have at most 1,000 characters")
            @Pattern(regexp = TEXT, message = UNUSABLE)
            String reason,

            @Size(max = MAX_PARAMETERS, message = "must be at most 32")
            Map<
                            @Pattern(
                                    regexp = "[A-Za-z][A-Za-z0-9_-]{0,63}",
                                    message = "must be named by letters, digits, _ or -")
                            String,
                            @NotNull(message = "must have a value")
                            @Size(max = MAX_RESULT, message = "must have at most 1,000 characters")
                            @Pattern(regexp = TEXT, message = UNUSABLE) String>
                    results)
            implements Wish {
        public Settlement {
            reason = Objects.requireNonNullElse(reason, "");
            results = Objects.requireNonNullElse(results, Map.of());
        }

        List<Parameter> sortedResults() {
            return sorted(results);
        }
    }
}
