package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.NoTouch;
import dev.tutti.fact.TargetType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoTouchListTest {

    @ParameterizedTest(name = "{1} is covered by {0}: {2}")
    @CsvSource({
        "10.1.1.1, 10.1.1.1, the same address",
        "10.0.0.0/8, 10.1.1.1, inside the block",
        "10.1.1.1, 10.0.0.0/8, a block around it",
        "10.1.1.1, 10.9.9.9/8, a block written with host bits",
        "10.9.9.9/8, 10.1.1.1, an entry written with host bits",
        "10.1.0.0/16, 10.1.1.0/24, a block inside a block",
        "10.0.0.0/255.0.0.0, 10.1.1.1, an entry with a mask",
        "10.0.0.1-20, 10.0.0.7, an entry that is a range",
        "10.0.0.*, 10.0.0.7, an entry with a wildcard",
        "10.0.0.0/8, ::ffff:10.1.1.1, IPv4 mapped into IPv6",
        "10.0.0.0/8, ::FFFF:0a01:0101, the same in hexadecimal",
        "10.0.0.0/8, 0:0:0:0:0:ffff:10.1.1.1, the same in full",
        "10.0.0.0/8, ::ffff:10.0.0.0/104, a mapped block",
        "::ffff:10.1.1.1, 10.1.1.1, an entry that is mapped",
        "10.1.1.1, ::/0, everything",
        "10.1.1.1, 0.0.0.0/0, everything of IPv4",
        "10.0.0.0/8, 0x0a010101, one hexadecimal number",
        "10.0.0.0/8, 167837953, one decimal number",
        "10.0.0.0/8, 010.1.1.1, leading zeros",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1, IPv6 in full and in capitals",
        "2001:db8::/32, 2001:db8:1::5, inside an IPv6 block",
        "2001:db8:1::5, 2001:db8::/32, an IPv6 block around it",
        "fe80::1, fe80::1%eth0, with a zone",
        "2001:db8::1, [2001:db8::1], in brackets",
        "' 10.1.1.1 ', 10.1.1.1, an entry with blanks around it"
    })
    void coversAddresses(String entry, String target, String why) {
        assertThat(list(entry).covering(TargetType.IP, target, List.of()))
                .as(why)
                .isPresent();
        assertThat(list(entry).covering(TargetType.HOST, target, List.of()))
                .as(why)
                .isPresent();
    }

    @ParameterizedTest(name = "{1} is not covered by {0}: {2}")
    @CsvSource({
        "10.0.0.0/8, 11.0.0.1, next to the block",
        "10.0.0.0/8, ::10.1.1.1, no mapped address",
        "10.1.1.1, 10.1.1.2/31, the block beside it",
        "2001:db8::/32, 2001:db9::1, another IPv6 block",
        "10.0.0.1-20, 10.0.0.21, behind the range",
        "dc1, 10.1.1.1, a name"
    })
    void leavesOtherAddressesAlone(String entry, String target, String why) {
        assertThat(list(entry).covering(TargetType.IP, target, List.of()))
                .as(why)
                .isEmpty();
    }

    @ParameterizedTest(name = "{1} is covered by {0}: {2}")
    @CsvSource({
        "dc1.example.org, DC1.Example.ORG, another case",
        "dc1.example.org, dc1.example.org., a trailing dot",
        "DC1.example.org., dc1.example.org, an entry with a trailing dot",
        "*.example.org, dc1.example.org, below the wildcard",
        "*.example.org, a.b.example.org, two levels below",
        "bücher.example, xn--bcher-kva.example, its ASCII form",
        "xn--bcher-kva.example, BÜCHER.example, its Unicode form",
        "*.bücher.example, www.xn--bcher-kva.example, below an international name"
    })
    void coversHosts(String entry, String target, String why) {
        assertThat(list(entry).covering(TargetType.HOST, target, List.of()))
                .as(why)
                .isPresent();
    }

    @ParameterizedTest(name = "{1} is not covered by {0}: {2}")
    @CsvSource({
        "*.example.org, example.org, the domain itself is not listed",
        "*.example.org, badexample.org, only the same ending",
        "dc1, dc10, only the same beginning",
        "dc1.example.org, example.org, the parent of one host"
    })
    void leavesOtherHostsAlone(String entry, String target, String why) {
        assertThat(list(entry).covering(TargetType.HOST, target, List.of()))
                .as(why)
                .isEmpty();
    }

    @Test
    void coversTheDomainItselfWhenThatIsListedToo() {
        assertThat(list("*.example.org", "example.org").covering(TargetType.HOST, "example.org", List.of()))
                .isPresent();
    }

    @Test
    void coversADomainBelowWhichSomethingIsProtected() {
        assertThat(list("dc1.example.org").covering(TargetType.DOMAIN, "example.org", List.of()))
                .isPresent();
        assertThat(list("*.corp.example.org").covering(TargetType.DOMAIN, "*.example.org", List.of()))
                .isPresent();
        assertThat(list("dc1.example.org").covering(TargetType.DOMAIN, "ample.org", List.of()))
                .isEmpty();
    }

    @Test
    void coversUsersWithoutRegardToCase() {
        assertThat(list("Administrator").covering(TargetType.USER, "ADMINISTRATOR", List.of()))
                .isPresent();
        assertThat(list("Svc Backup").covering(TargetType.USER, "svc backup", List.of()))
                .isPresent();
    }

    @Test
    void readsNoAddressIntoAUsersName() {
        assertThat(list("10.0.0.0/8").covering(TargetType.USER, "167837953", List.of()))
                .isEmpty();
    }

    @Test
    void coversATargetByItsAliases() {
        assertThat(list("10.1.1.1").covering(TargetType.HOST, "pay-db-1", List.of("192.0.2.1", "::ffff:10.1.1.1")))
                .isPresent();
        assertThat(list("pay-db-1").covering(TargetType.IP, "10.1.1.1", List.of("PAY-DB-1")))
                .isPresent();
    }

    @Test
    void neverCoversWhatOnlyInformsPeople() {
        assertThat(list("dc1").covering(TargetType.SUBJECT, "dc1", List.of())).isEmpty();
        assertThat(list("dc1").covering(TargetType.RECIPIENT, "dc1", List.of())).isEmpty();
    }

    @Test
    void coversNothingWhenItIsEmpty() {
        assertThat(list().covering(TargetType.IP, "::/0", List.of())).isEmpty();
        assertThat(list().covering(TargetType.IP, "10.1.1.1", List.of())).isEmpty();
    }

    @Test
    void answersWithTheEntryThatCovers() {
        NoTouch entry = new NoTouch("10.0.0.0/8", "the office");

        assertThat(new NoTouchList(List.of(new NoTouch("192.0.2.1", "else"), entry))
                        .covering(TargetType.IP, "10.1.1.1", List.of()))
                .contains(entry);
    }

    @Test
    void survivesTargetsThatAreNoNames() {
        NoTouchList list = list("10.0.0.0/8", "*.example.org", "", "*", "*.");
        for (String odd : List.of("", " ", ".", "*", "*.", "..", "a".repeat(5_000), "\ud800", "1.2.3.4/99", "%", "/")) {
            assertThat(list.covering(TargetType.HOST, odd, List.of(odd)).isPresent() && odd.isBlank())
                    .isFalse();
        }
    }

    private static NoTouchList list(String... entries) {
        return new NoTouchList(
                Stream.of(entries).map(entry -> new NoTouch(entry, "why")).toList());
    }
}
