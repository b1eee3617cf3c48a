package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody joins, is hit by a change of policy, and leaves: the identity provider follows the records. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class ProvisioningProcessTest {

    private static final String USER = "story-lena";

    @Test
    void followsTheRecordsFromTheFirstDayOverATakenEntitlementToTheLast() {
        // Given
        Storyteller teller = Storyteller.begin();
        teller.states("""
                {"entitlements": [{"department": "story-sales", "group": "story-crm"},
                                  {"department": "story-sales", "group": "story-mail"}]}
                """);

        // When somebody joins
        works(teller, "JOINER");

        // Then there is an account, and the groups of the department
        step(teller, "identity.create-user", "").succeeds();
        step(teller, "identity.grant-group", "story-crm").succeeds();
        step(teller, "identity.grant-group", "story-mail").succeeds();
        assertThat(members()).containsExactlyInAnyOrder("story-crm/story-lena", "story-mail/story-lena");
        teller.states("""
                {"memberships": [{"user": "story-lena", "group": "story-crm"},
                                 {"user": "story-lena", "group": "story-mail"}]}
                """);
        works(teller, "ACTIVE");

        // When the policy changes
        teller.ends("entitlements/story-sales:story-mail");

        // Then the group is taken back when IT operations agree, and not before
        Step taken = step(teller, "identity.revoke-group", "story-mail")
                .asks("it-operations")
                .notFor("hanna");
        assertThat(members()).contains("story-mail/story-lena");
        taken.agreedBy("otto").succeeds();
        assertThat(members()).containsExactly("story-crm/story-lena");
        teller.ends("memberships/story-lena:story-mail");

        // When the last day comes
        works(teller, "LEAVER");

        // Then account and groups are closed without a question
        step(teller, "identity.disable-user", "").succeeds();
        step(teller, "identity.revoke-group", "story-crm").succeeds();
        assertThat(teller.actionsOn(USER))
                .containsExactlyInAnyOrder(
                        "identity.create-user SUCCEEDED",
                        "identity.grant-group SUCCEEDED",
                        "identity.grant-group SUCCEEDED",
                        "identity.revoke-group SUCCEEDED",
                        "identity.disable-user SUCCEEDED",
                        "identity.revoke-group SUCCEEDED");
        assertThat(members()).isEmpty();
        assertThat(Tools.names(Tool.IDENTITY, "accounts")).containsOnlyOnce(USER);
        assertThat(Tools.names(Tool.IDENTITY, "disabled")).contains(USER);
        await().atMost(Storyteller.PATIENCE)
                .untilAsserted(() -> assertThat(Tools.messages(USER))
                        .containsExactly("@oskar the account of story-lena is to be disabled"));
    }

    private static void works(Storyteller teller, String status) {
        teller.states("""
                {"employees": [{"user": "story-lena", "department": "story-sales", "manager": "oskar", "status": "%s"}]}
                """.formatted(status));
    }

    private static Step step(Storyteller teller, String capability, String group) {
        return teller.step(Map.of("capability", capability, "target", USER), group);
    }

    private static List<String> members() {
        return Tools.names(Tool.IDENTITY, "members").stream()
                .filter(member -> member.endsWith("/" + USER))
                .toList();
    }
}
