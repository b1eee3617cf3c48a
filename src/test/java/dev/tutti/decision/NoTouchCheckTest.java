package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.TargetType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoTouchCheckTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "IP, '', is blank",
        "IP, '  ', is blank",
        "SUBJECT, '', is blank",
        "IP, pay-db-1, is not an IP address",
        "IP, 10.1, is not an IP address",
        "IP, 010.1.1.1, is not an IP address",
        "IP, 0x0a010101, is not an IP address",
        "IP, 10.1.1.0-9, is not an IP address",
        "IP, ' 198.51.100.7', is not an IP address",
        "IP, 198.51.100.7/33, is not an IP address",
        "IP, fe80::1%eth0, is not an IP address",
        "IP, 0.0.0.0, unspecified",
        "IP, '::', unspecified",
        "IP, 0.0.0.0/0, unspecified",
        "IP, ::/0, unspecified",
        "IP, ::ffff:0:0/96, unspecified",
        "IP, 198.51.100.7/0, unspecified",
        "IP, 127.0.0.1, loopback",
        "IP, ::1, loopback",
        "IP, ::ffff:127.0.0.1, loopback",
        "IP, 224.0.0.1, multicast",
        "IP, ff02::1, multicast",
        "IP, 255.255.255.255, broadcast",
        "IP, 198.51.100.0/24, is a block",
        "IP, ::ffff:64.0.0.0/103, is a block",
        "IP, 2001:db8::/32, is a block",
        "HOST, *, not the name of one host",
        "HOST, two names, not the name of one host",
        "HOST, 198.51.100.0/24, not one host",
        "HOST, pay-db-1​, not the name of one host",
        "HOST, %64c-1, not the name of one host",
        "HOST, 012.1.1.1, is not an IP address",
        "HOST, 127.0.0.1, loopback",
        "DOMAIN, *, is not a domain",
        "DOMAIN, com, top-level",
        "DOMAIN, *.com., top-level",
        "DOMAIN, 198.51.100.7, is an address",
        "USER, *, is a pattern"
    })
    void deniesWhatCannotBeATarget(TargetType type, String target, String why) {
        Optional<Ruling.Denied> denied = NoTouchCheck.of(type, target, List.of(), new NoTouchList(List.of()));

        assertThat(denied).isPresent();
        assertThat(denied.orElseThrow().grounds()).extracting(Ground::reason).containsExactly("UNUSABLE_TARGET");
        assertThat(denied.orElseThrow().grounds().get(0).text()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "IP, 198.51.100.7",
        "IP, ::ffff:198.51.100.7",
        "IP, 2001:0DB8::1",
        "HOST, pay-db-1",
        "HOST, 10042",
        "HOST, dc1.example.org.",
        "HOST, 198.51.100.7",
        "DOMAIN, example.org",
        "DOMAIN, *.example.org",
        "DOMAIN, bücher.example",
        "USER, CORP\\Jane Doe",
        "USER, jane@example.org",
        "RECIPIENT, #soc",
        "SUBJECT, 0.0.0.0/0 was scanned *"
    })
    void findsNothingWrongWithAnOrdinaryTarget(TargetType type, String target) {
        assertThat(NoTouchCheck.of(type, target, List.of(), new NoTouchList(List.of())))
                .isEmpty();
    }

    @Test
    void deniesControlCharactersAndEndlessTargets() {
        NoTouchList none = new NoTouchList(List.of());

        assertThat(NoTouchCheck.of(TargetType.USER, "jane\nroot", List.of(), none))
                .isPresent();
        assertThat(NoTouchCheck.of(TargetType.SUBJECT, "a".repeat(1_025), List.of(), none))
                .isPresent();
        assertThat(NoTouchCheck.of(TargetType.SUBJECT, "a".repeat(1_024), List.of(), none))
                .isEmpty();
    }
}
