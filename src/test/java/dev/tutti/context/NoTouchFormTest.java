package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoTouchFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1-10.0.0.20", // a range in words that the check takes for a name
                "10.0.0.1 - 10.0.0.20",
                "10.0.0.1-20",
                "fe80::1-fe80::9",
                "10.0.0.*",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/255.255.255.0",
                "10.0.0.5/8", // somebody means one address or all of the block, and we do not know which
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1", // octal to some tools
                "0x0a.0.0.1",
                "10.0.0.1:443",
                "https://10.0.0.1/",
                "2001:db8::g",
                "2001:db8::1::2",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "00:11:22:33:44:55",
                "db-1/24",
                "*",
                "*.",
                "**",
                "*.*",
                "*.10.0.0",
                "db-*",
                "*.example.*",
                "*example.org",
                "10.0.0.1,10.0.0.2",
                "10.0.0.1 10.0.0.2",
                "a;b",
                "",
                "  ",
                "a\u0000b",
                "a\u202eb",
                "half\ud800"
            })
    void refusesWhatWouldProtectNothing(String entry) {
        assertThat(NoTouchForm.flaw(NoTouchForm.spell(entry))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "' 10.0.0.1 ', 10.0.0.1",
        "10.0.0.0/8, 10.0.0.0/8",
        "10.0.0.1/32, 10.0.0.1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "2001:DB8:0:0::1, 2001:db8::1",
        "2001:db8::/32, 2001:db8::/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "PAY-DB-1., pay-db-1",
        "*.Example.org, *.example.org",
        "dc-1.corp.example.org, dc-1.corp.example.org",
        "10-0-0-1.example.org, 10-0-0-1.example.org",
        "CORP\\Administrator, corp\\administrator",
        "ada@example.org, ada@example.org",
        "auth0|abc, auth0|abc",
        "realm:ada, realm:ada",
        "host/db.example.org, host/db.example.org",
        "Ada Lovelace, ada lovelace",
        "deadbeef, deadbeef",
        "167837953, 167837953",
        "bücher.example, bücher.example"
    })
    void takesWhatTheCheckUnderstandsInOneSpelling(String entry, String spelled) {
        assertThat(NoTouchForm.spell(entry)).isEqualTo(spelled);
        assertThat(NoTouchForm.flaw(spelled)).isEmpty();
    }
}
