package dev.tutti.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "tutti_ab_cd, tutti_ab_cd, /api/v1/hooks/masked",
        "tutti_ab_cd/suricata, tutti_ab_cd, /api/v1/hooks/masked/suricata",
        "tutti_ab_cd/, tutti_ab_cd, /api/v1/hooks/masked/unknown",
        "'', '', /api/v1/hooks/masked",
        // A slash that is part of the segment separates nothing.
        "a%2Ftutti_ab_cd/suricata, a%2Ftutti_ab_cd, /api/v1/hooks/masked/suricata",
        // Turned around, the secret is where the format belongs.
        "suricata/tutti_0123456789abcdef_0123456789abcdef, suricata, /api/v1/hooks/masked/unknown",
        "tutti_ab_cd/suricata/more, tutti_ab_cd, /api/v1/hooks/masked/unknown"
    })
    void theSecretIsTakenOutOfTheAddress(String rest, String secret, String masked) {
        assertThat(SecretUrls.secretOf(rest)).isEqualTo(secret);
        assertThat(SecretUrls.maskedPath(rest)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"dry=true, true", "dry, true", "x=1&DryRun=1, true", "x=dry, false", "'', false", "none, false"})
    void aWishForADryRunIsSeenBeforeTheQueryIsLost(@Nullable String query, boolean seen) {
        assertThat(SecretUrls.looksLikeADryRun(query)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/hooks%2f@, true",
        "/API/v1/hooks/@, true",
        "/api/v1/hooks;a=b/@, true",
        "/api/v1/alerts?key=@, true",
        "/api/v1/hooks/@/../../alerts, true",
        "/api/v1/alerts/2ae7a472-2d46-89a8-9458-8d32380ec127, false",
        "/api/v1/alerts?fingerprint=0123456789abcdef0123456789abcdef, false",
        "/api/v1/alerts?digest=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, false"
    })
    void aSecretIsSeenAtAnyPlaceOfAnAddress(String address, boolean seen) {
        String secret = "tutti_0123456789abcdef_" + "0123456789abcdef".repeat(4);

        assertThat(SecretUrls.holdsASecret(address.replace("@", secret))).isEqualTo(seen);
        assertThat(SecretUrls.holdsASecret(address.replace("@", secret.replace("a", "%61"))))
                .isEqualTo(seen);
    }
}
