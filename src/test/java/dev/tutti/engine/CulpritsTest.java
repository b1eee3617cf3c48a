package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.policy.Phase;
import org.junit.jupiter.api.Test;

class CulpritsTest {

    private static final Rules THROWING = Rules.rules()
            .isolatingMalware()
            .with(
                    Phase.ENRICH,
                    "CON-918",
                    "Alert( kind == Kind.SCAN, techniques[0] == \"T1110\", $id : id )",
                    "insertLogical( new ScanningAddress( $id ) );");

    @Test
    void anExceptionWithoutFramesIsKnownByTheRulesThatTheEngineNames() {
        try (Stage stage = new Stage(THROWING)) {
            EngineFailure failure = catchThrowableOfType(EngineFailure.class, () -> stage.scanFrom("198.51.100.7"));

            assertThat(THROWING.compile().culprits().behind(withoutFrames(failure)))
                    .contains("CON-918");
        }
    }

    @Test
    void whoeverIsBehindTheCauseIsAtFaultAndNotWhoeverIsBehindWhatCameOfIt() {
        RuntimeException cause = new IllegalStateException("thrown by a condition");
        cause.setStackTrace(new StackTraceElement[] {frame("rules.concepts.con_918.P1.LambdaPredicate")});
        RuntimeException wrapped = new IllegalStateException("thrown by a conclusion", cause);
        wrapped.setStackTrace(new StackTraceElement[] {frame("rules.response.res_900.P2.LambdaConsequence")});

        assertThat(THROWING.compile().culprits().behind(wrapped)).contains("CON-918");
    }

    @Test
    void nobodyIsAtFaultForWhatHappensOutsideTheRules() {
        assertThat(THROWING.compile().culprits().behind(new IllegalStateException("out of disk")))
                .isEmpty();
    }

    private static StackTraceElement frame(String className) {
        return new StackTraceElement(className, "apply", "Generated.java", 1);
    }

    private static Throwable withoutFrames(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            t.setStackTrace(new StackTraceElement[0]);
        }
        return thrown;
    }
}
