package dev.tutti.engine;

import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.policy.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated alerts about logins and hosts, some late and out of order, and two policies that look for something in them. */
final class Logins {

    /** As a risk officer writes it: both pass lint. */
    static final String FIVE_FAILED = "groupby( Alert( kind == Kind.CREDENTIAL, sourceIp != \"\", $ip : sourceIp )"
            + " over window:time( 5m ); $address : $ip; $failed : count(); $failed >= 5 )";

    static final String FIRST_THEN_SECOND = "$first : Alert( kind == Kind.CREDENTIAL, host != \"\", $host : host )\n"
            + "    Alert( kind == Kind.INTRUSION, host == $host, $id : id, this after[0s,10m] $first )";

    static final Rules POLICIES = Rules.rules()
            .with(
                    Phase.RESPOND,
                    "RES-961",
                    FIVE_FAILED,
                    "insert( new Proposal( \"\", \"firewall.block-ip\", $address ) );")
            .with(
                    Phase.RESPOND,
                    "RES-962",
                    FIRST_THEN_SECOND,
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");

    /** What a SIEM reports and when. */
    record Report(String id, Kind kind, String ip, String host, long observedAt, long receivedAt) {

        Input.AlertReceived input() {
            return new Input.AlertReceived(
                    id,
                    new AlertReport(
                            "default",
                            "siem",
                            id,
                            "digest",
                            "Login",
                            "rule",
                            kind,
                            Severity.MEDIUM,
                            50,
                            "medium",
                            "test-1",
                            List.of(),
                            List.of(
                                    new Observable(ObservableType.IP, ObservableRole.SOURCE, ip),
                                    new Observable(ObservableType.HOST, ObservableRole.TARGET, host)),
                            Instant.ofEpochMilli(observedAt),
                            ""),
                    false);
        }

        long effectiveAt() {
            return observedAt < receivedAt - AlertReport.LATE_MILLIS
                            || observedAt > receivedAt + AlertReport.EARLY_MILLIS
                    ? receivedAt
                    : observedAt;
        }
    }

    private Logins() {}

    /**
     * In the order of arrival, ten a second: one in five is up to 16 minutes late, one in twenty a little ahead of its time.
     */
    static List<Report> generate(int count, int addresses, int hosts, long seed) {
        Random random = new Random(seed);
        List<Report> reports = new ArrayList<>();
        long now = Stage.START.toEpochMilli();
        for (int i = 0; i < count; i++) {
            now += random.nextInt(200);
            int fate = random.nextInt(20);
            long observed = fate < 4 ? now - random.nextInt(960_000) : fate == 4 ? now + random.nextInt(70_000) : now;
            Kind kind = random.nextInt(3) == 0 ? Kind.INTRUSION : Kind.CREDENTIAL;
            reports.add(new Report(
                    "login-" + i,
                    kind,
                    "198.51.100." + random.nextInt(addresses),
                    "host-" + random.nextInt(hosts),
                    observed,
                    now));
        }
        return reports;
    }
}
