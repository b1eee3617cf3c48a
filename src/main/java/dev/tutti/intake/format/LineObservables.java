package dev.tutti.intake.format;

import static dev.tutti.fact.ObservableRole.OTHER;
import static dev.tutti.fact.ObservableRole.SOURCE;
import static dev.tutti.fact.ObservableRole.TARGET;
import static dev.tutti.fact.ObservableType.DOMAIN;
import static dev.tutti.fact.ObservableType.EMAIL;
import static dev.tutti.fact.ObservableType.FILE;
import static dev.tutti.fact.ObservableType.HASH;
import static dev.tutti.fact.ObservableType.HOST;
import static dev.tutti.fact.ObservableType.IP;
import static dev.tutti.fact.ObservableType.MAC;
import static dev.tutti.fact.ObservableType.PORT;
import static dev.tutti.fact.ObservableType.PROCESS;
import static dev.tutti.fact.ObservableType.URL;
import static dev.tutti.fact.ObservableType.USER;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the keys of the dictionaries of CEF and LEEF observe. The two mean the same by every key that both have, and products
 * that write LEEF borrow CEF's.
 */
final class LineObservables {

    private record Row(ObservableType type, ObservableRole role, List<String> keys) {}

    private static final List<Row> ROWS = List.of(
            new Row(IP, SOURCE, List.of("src", "sourceAddress")),
            new Row(IP, TARGET, List.of("dst", "destinationAddress")),
            new Row(HOST, TARGET, List.of("dhost", "destinationHostName")),
            new Row(HOST, SOURCE, List.of("shost", "sourceHostName")),
            new Row(HOST, OTHER, List.of("identHostName", "identNetBios")),
            new Row(USER, TARGET, List.of("duser", "destinationUserName")),
            new Row(USER, SOURCE, List.of("suser", "sourceUserName")),
            new Row(USER, OTHER, List.of("usrName", "accountName")),
            new Row(PORT, SOURCE, List.of("spt", "sourcePort", "srcPort")),
            new Row(PORT, TARGET, List.of("dpt", "destinationPort", "dstPort")),
            new Row(MAC, SOURCE, List.of("smac", "sourceMacAddress", "srcMAC")),
            new Row(MAC, TARGET, List.of("dmac", "destinationMacAddress", "dstMAC")),
            new Row(MAC, OTHER, List.of("dvcmac", "deviceMacAddress", "identMAC")),
            new Row(DOMAIN, SOURCE, List.of("sourceDnsDomain")),
            new Row(DOMAIN, TARGET, List.of("destinationDnsDomain")),
            new Row(URL, OTHER, List.of("request", "requestUrl", "url")),
            new Row(HASH, OTHER, List.of("fileHash", "oldFileHash")),
            new Row(FILE, OTHER, List.of("filePath", "fname", "fileName", "oldFilePath", "oldFileName")),
            new Row(PROCESS, SOURCE, List.of("sproc", "sourceProcessName")),
            new Row(PROCESS, TARGET, List.of("dproc", "destinationProcessName")),
            new Row(PROCESS, OTHER, List.of("deviceProcessName")),
            new Row(EMAIL, SOURCE, List.of("senderMail")),
            new Row(EMAIL, TARGET, List.of("rcptMail")),
            new Row(IP, OTHER, List.of("identSrc", "identSecondIp", "vSrc")),
            new Row(IP, OTHER, List.of("sourceTranslatedAddress", "destinationTranslatedAddress")),
            new Row(IP, OTHER, List.of("srcPreNAT", "srcPostNAT", "dstPreNAT", "dstPostNAT")));

    private static final Set<String> KEYS =
            ROWS.stream().flatMap(row -> row.keys().stream()).collect(Collectors.toUnmodifiableSet());

    private LineObservables() {}

    /** Whether the dictionaries have this key, so that its name need not be looked at for a meaning. */
    static boolean knows(String key) {
        return KEYS.contains(key);
    }

    static void read(Pairs pairs, Draft draft) {
        for (Row row : ROWS) {
            row.keys().stream().flatMap(pairs::names).forEach(value -> Seen.put(draft, row.type(), row.role(), value));
        }
        device(pairs, draft);
    }

    /**
     * The device that reports is a sensor for others as a rule, and nobody wants it isolated. It is a machine that the alert is
     * about only where the alert names no other.
     */
    private static void device(Pairs pairs, Draft draft) {
        boolean aboutOthers = pairs.texts("src", "dst", "shost", "dhost", "sourceAddress", "destinationAddress")
                        .findAny()
                        .isPresent()
                || pairs.texts("sourceHostName", "destinationHostName", "identHostName", "identSrc")
                        .findAny()
                        .isPresent();
        pairs.texts("dvc", "deviceAddress", "deviceTranslatedAddress")
                .forEach(address -> Seen.put(draft, IP, OTHER, address));
        if (!aboutOthers) {
            pairs.names("dvchost", "deviceHostName").forEach(name -> Seen.put(draft, HOST, OTHER, name));
        }
    }
}
