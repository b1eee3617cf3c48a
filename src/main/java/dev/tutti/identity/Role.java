package dev.tutti.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token may be used for. The wire names are constants, because annotations such as {@code @RolesAllowed} need them. */
public enum Role {
    /** Posts alerts, and nothing else. */
    SIEM(Role.SIEM_NAME),
    /** Writes and publishes policies. */
    RISK_OFFICER(Role.RISK_OFFICER_NAME),
    /** Answers approvals and proposes actions. */
    RESPONDER(Role.RESPONDER_NAME),
    /** Reads everything that happened. */
    AUDITOR(Role.AUDITOR_NAME),
    /** Makes and revokes tokens, keeps connectors and context. */
    ADMIN(Role.ADMIN_NAME);

    public static final String SIEM_NAME = "siem";
    public static final String RISK_OFFICER_NAME = "risk-officer";
    public static final String RESPONDER_NAME = "responder";
    public static final String AUDITOR_NAME = "auditor";
    public static final String ADMIN_NAME = "admin";

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    public static Optional<Role> named(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }

    /** All wire names, for a message. */
    public static String choices() {
        return Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    }
}
