package dev.tutti.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Alerts of about a kilobyte in Tutti's own form, no two alike. One in so many is a credential attack from an address
 * that nobody has seen before, which Tutti's shipped policies and the hand-written program both block.
 */
final class Alerts {

    private static final String LOG =
            "Nov 22 03:19:48 fw01 kernel: DROP IN=eth0 OUT= MAC=00:16:3e:aa:bb:cc SRC=10.0.0.1"
                    + " DST=203.0.113.7 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=54321 DF PROTO=TCP SPT=51512 DPT=443 WINDOW=64240"
                    + " RES=0x00 SYN URGP=0 OPT (020405B40402080A) action=alert policy=default-deny-outbound";

    private final int oneActsIn;
    private final AtomicInteger next = new AtomicInteger();

    Alerts(int oneActsIn) {
        this.oneActsIn = oneActsIn;
    }

    /** A number for so many alerts that were not made yet. */
    int take(int many) {
        return next.getAndAdd(many);
    }

    boolean acts(int number) {
        return number % oneActsIn == 0;
    }

    /** The request of these alerts: one as an object, more as an array. */
    byte[] body(int first, int many) {
        StringBuilder body = new StringBuilder(many * 1_200);
        for (int i = first; i < first + many; i++) {
            body.append(i > first ? "," : many > 1 ? "[" : "");
            append(body, i);
        }
        return body.append(many > 1 ? "]" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The address that the alert is about, and by which the tool is asked; the alert's number can be read off it. */
    static String address(int number) {
        return (11 + (number >> 24)) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    static int number(String address) {
        String[] parts = address.split("\\.");
        return Integer.parseInt(parts[0]) - 11 << 24
                | Integer.parseInt(parts[1]) << 16
                | Integer.parseInt(parts[2]) << 8
                | Integer.parseInt(parts[3]);
    }

    private void append(StringBuilder body, int number) {
        String kind =
                acts(number) ? "CREDENTIAL" : number % 3 == 0 ? "SCAN" : number % 3 == 1 ? "POLICY" : "CREDENTIAL";
        String severity = acts(number) ? "HIGH" : "LOW";
        body.append("{\"source\":\"siem-elastic-01\",\"sourceId\":\"alert-").append(number);
        body.append(
                "\",\"title\":\"Suspicious outbound connection from workstation\",\"rule\":\"2001219\",\"kind\":\"");
        body.append(kind).append("\",\"severity\":\"").append(severity).append("\",\"observedAt\":\"");
        body.append(Instant.now()).append("\",\"techniques\":[\"T1110.00").append(1 + number % 4);
        body.append("\"],\"observables\":[{\"type\":\"IP\",\"value\":\"").append(address(number));
        body.append("\",\"role\":\"SOURCE\"},{\"type\":\"IP\",\"value\":\"203.0.113.")
                .append(number % 250);
        // Each a host and a user of its own: who is attacked more often is asked for more, which the bare program is not.
        body.append("\",\"role\":\"TARGET\"},{\"type\":\"HOST\",\"value\":\"ws-")
                .append(number);
        body.append(".corp.example\",\"role\":\"TARGET\"},{\"type\":\"USER\",\"value\":\"user")
                .append(number);
        body.append("@corp.example\",\"role\":\"ACTOR\"}],\"rawMessage\":\"")
                .append(LOG)
                .append("\"}");
    }
}
