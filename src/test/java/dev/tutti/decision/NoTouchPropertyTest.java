package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.NoTouch;
import dev.tutti.fact.TargetType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** An address is the same however it is written, in the list as in the target. */
class NoTouchPropertyTest {

    @Property(tries = 1_000)
    void everyFormOfAnAddressIsProtectedByEveryOther(@ForAll long seed) throws UnknownHostException {
        Random random = new Random(seed);
        List<String> forms = random.nextBoolean() ? formsOfIpv4(random) : formsOfIpv6(random);
        for (String entry : forms) {
            NoTouchList list = new NoTouchList(List.of(new NoTouch(entry, "a test wants it untouched")));
            for (String target : forms) {
                assertThat(list.covering(TargetType.IP, target, List.of()))
                        .as("%s protects %s", entry, target)
                        .isPresent();
            }
        }
    }

    @Property(tries = 1_000)
    void aBlockProtectsWhateverOverlapsIt(
            @ForAll int address, @ForAll @IntRange(min = 8, max = 32) int length, @ForAll int other) {
        int mask = length == 32 ? -1 : ~(-1 >>> length);
        NoTouchList list = new NoTouchList(List.of(new NoTouch(dotted(address & mask) + "/" + length, "a block")));
        String inside = dotted((address & mask) | (other & ~mask));

        assertThat(list.covering(TargetType.IP, inside, List.of())).isPresent();
        assertThat(list.covering(TargetType.IP, "::ffff:" + inside, List.of())).isPresent();
        assertThat(list.covering(TargetType.IP, dotted(other), List.of()).isPresent())
                .isEqualTo((other & mask) == (address & mask));
    }

    private static List<String> formsOfIpv4(Random random) {
        int address = random.nextInt();
        String plain = dotted(address);
        String hex = "%x:%x".formatted(address >>> 16, address & 0xffff);
        return List.of(
                plain,
                plain + "/32",
                " " + plain + " ",
                "::ffff:" + plain,
                "::FFFF:" + plain,
                "0:0:0:0:0:ffff:" + plain,
                "::ffff:" + hex,
                "0000:0000:0000:0000:0000:ffff:" + hex.toUpperCase(Locale.ROOT),
                "[::ffff:" + plain + "]",
                "::ffff:" + plain + "/128");
    }

    private static List<String> formsOfIpv6(Random random) throws UnknownHostException {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[0] = 0x20; // a global address, so that it is no mapped one
        int zeros = random.nextInt(7);
        for (int i = 0; i < zeros; i++) {
            bytes[4 + i] = 0;
        }
        List<String> groups = new ArrayList<>();
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < 16; i += 2) {
            int group = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            groups.add(Integer.toHexString(group));
            padded.add("%04x".formatted(group));
        }
        String plain = String.join(":", groups);
        String tail = "%d.%d.%d.%d".formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff, bytes[15] & 0xff);
        String shortest = ((Inet6Address) InetAddress.getByAddress(bytes)).getHostAddress();
        return List.of(
                plain,
                plain.toUpperCase(Locale.ROOT),
                String.join(":", padded),
                shortest,
                "[" + plain + "]",
                plain + "/128",
                String.join(":", groups.subList(0, 6)) + ":" + tail,
                plain.replaceFirst(":0(:0)+:", "::"));
    }

    private static String dotted(int address) {
        return "%d.%d.%d.%d"
                .formatted((address >>> 24) & 0xff, (address >>> 16) & 0xff, (address >>> 8) & 0xff, address & 0xff);
    }
}
