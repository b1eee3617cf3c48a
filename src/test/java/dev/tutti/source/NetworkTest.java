package dev.tutti.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        // A socket that listens on IPv6 names an IPv4 peer like this.
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "192.0.2.0/24, ::ffff:c000:209, true",
        "192.0.2.0/24, ::ffff:192.0.3.9, false",
        "::ffff:192.0.2.0/120, 192.0.2.9, true",
        // All of IPv6 holds the part that maps IPv4, all of IPv4 holds nothing else of IPv6.
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.0/24, localhost, false",
        "192.0.2.0/24, '', false",
        "192.0.2.0/24, '192.0.2.1, 10.0.0.1', false"
    })
    void knowsWhichPeersAreInIt(String text, String peer, boolean inside) {
        assertThat(Network.read(text).orElseThrow().contains(peer)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/8",
                "*",
                "10.0.0",
                "10.*.0.0",
                "10.0.0.0/33",
                "010.0.0.1",
                "0x0a.0.0.1",
                "10.0.0.1-9",
                "10.0.0.0/255.0.0.0",
                "2001:db8::/129",
                "fe80::1%eth0",
                "example.org",
                // Is it the block or the address?
                "10.1.2.3/8",
                "2001:db8::1/32"
            })
    void isNotReadFromWhatMayMeanSeveralThings(String text) {
        assertThat(Network.read(text)).isEmpty();
    }

    @Test
    void isNotReadFromAVeryLongText() {
        assertThat(Network.read("1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void isSpeltInOneWay() {
        assertThat(Network.read("2001:DB8:0:0:0:0:0:0/32").orElseThrow().text()).isEqualTo("2001:db8::/32");
    }
}
