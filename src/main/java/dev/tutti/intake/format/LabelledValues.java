package dev.tutti.intake.format;

import static dev.tutti.fact.ObservableRole.OTHER;
import static dev.tutti.fact.ObservableRole.SOURCE;
import static dev.tutti.fact.ObservableRole.TARGET;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a pair means by a word that its sender chose: the label of a custom string ({@code cs1} with {@code cs1Label}), or a key of
 * the product's own. A value counts only when it looks like what its label says.
 */
final class LabelledValues {

    /** Labels that are one of these, written small, without spaces and punctuation. */
    private static final Map<String, ObservableType> EXACT = Map.ofEntries(
            Map.entry("user", ObservableType.USER),
            Map.entry("username", ObservableType.USER),
            Map.entry("sourceuser", ObservableType.USER),
            Map.entry("sourceusername", ObservableType.USER),
            Map.entry("srcuser", ObservableType.USER),
            Map.entry("destinationuser", ObservableType.USER),
            Map.entry("destinationusername", ObservableType.USER),
            Map.entry("dstuser", ObservableType.USER),
            Map.entry("targetuser", ObservableType.USER),
            Map.entry("targetusername", ObservableType.USER),
            Map.entry("account", ObservableType.USER),
            Map.entry("accountname", ObservableType.USER),
            Map.entry("login", ObservableType.USER),
            Map.entry("loginname", ObservableType.USER),
            Map.entry("file", ObservableType.FILE),
            Map.entry("filename", ObservableType.FILE),
            Map.entry("filepath", ObservableType.FILE),
            Map.entry("targetfile", ObservableType.FILE),
            Map.entry("process", ObservableType.PROCESS),
            Map.entry("processname", ObservableType.PROCESS),
            Map.entry("processpath", ObservableType.PROCESS),
            Map.entry("parentprocess", ObservableType.PROCESS),
            Map.entry("parentprocessname", ObservableType.PROCESS),
            Map.entry("image", ObservableType.PROCESS),
            Map.entry("container", ObservableType.CONTAINER),
            Map.entry("containerid", ObservableType.CONTAINER),
            Map.entry("containername", ObservableType.CONTAINER),
            Map.entry("pod", ObservableType.CONTAINER),
            Map.entry("podname", ObservableType.CONTAINER),
            Map.entry("arn", ObservableType.CLOUD_RESOURCE),
            Map.entry("instanceid", ObservableType.CLOUD_RESOURCE),
            Map.entry("resourceid", ObservableType.CLOUD_RESOURCE),
            Map.entry("bucket", ObservableType.CLOUD_RESOURCE),
            Map.entry("bucketname", ObservableType.CLOUD_RESOURCE));

    private static final String[] CONSOLE = {
        "link", "alert", "event", "incident", "case", "console", "report", "detail", "investigat", "portal"
    };

    private static final int MAX_LABEL = 100;
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{2,254}");
    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final Pattern WEB = Pattern.compile("(?i)(?:https?|hxxps?|ftp)(?:://|\\[:).*", Pattern.DOTALL);
    private static final Pattern TACTIC_ID = Pattern.compile("(?i)^TA[0-9]{4}[ :-]{1,3}(?=.)");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}%?");

    private record Labelled(String label, String key) {}

    private final Pairs pairs;
    private final List<Labelled> values = new ArrayList<>();

    LabelledValues(Pairs pairs) {
        this.pairs = pairs;
        for (String key : pairs.keys()) {
            String label = label(pairs, key);
            if (!label.isEmpty()) {
                values.add(new Labelled(label, key));
            }
        }
    }

    /** The values whose labels have one of the words. */
    Stream<String> of(String... words) {
        return values.stream().filter(value -> has(value.label(), words)).flatMap(value -> pairs.texts(value.key()));
    }

    void read(Draft draft) {
        for (Labelled value : values) {
            String text = pairs.text(value.key());
            attack(value.label(), text, draft);
            web(value.label(), text, draft);
            if (value.key().startsWith("c6a")) {
                Seen.put(draft, ObservableType.IP, role(value.label()), text);
            }
            observable(value.label(), pairs.names(value.key()).findFirst().orElse(""), draft);
        }
    }

    /** Written small and only in letters and digits; {@code ""} for a label itself, and for a key of the dictionaries. */
    private static String label(Pairs pairs, String key) {
        if (key.endsWith("Label")) {
            return "";
        }
        String label = pairs.text(key + "Label");
        if (label.length() > MAX_LABEL || (label.isEmpty() && LineObservables.knows(key))) {
            return "";
        }
        String said = label.isEmpty() ? key : label;
        var plain = new StringBuilder(said.length());
        for (int i = 0; i < said.length(); i++) {
            if (Character.isLetterOrDigit(said.charAt(i))) {
                plain.append(Character.toLowerCase(said.charAt(i)));
            }
        }
        return plain.toString();
    }

    private static void attack(String label, String value, Draft draft) {
        if (has(label, "tactic")) {
            draft.tactics(Stream.of(value.split("[,;|]", 20))
                    .map(name -> TACTIC_ID.matcher(name.strip()).replaceFirst("")));
        }
        if (has(label, "mitre", "attck", "attack", "technique", "tactic", "ttp")
                || has(value, "MITRE", "Mitre", "ATT&CK")) {
            draft.techniques(Stream.of(value));
        }
        if (label.equals("confidence") || label.equals("confidencescore") || label.equals("confidencelevel")) {
            Optional.of(value.strip())
                    .filter(text -> PERCENT.matcher(text).matches())
                    .ifPresent(text -> draft.confidence(Integer.parseInt(text.replace("%", ""))));
        }
    }

    private static void web(String label, String value, Draft draft) {
        if (!has(label, "url", "uri", "link") || !WEB.matcher(value).matches()) {
            return;
        }
        if (has(label, CONSOLE) && !has(label, "malicious", "phish", "suspicious", "threat")) {
            draft.link(value);
        } else {
            Seen.put(draft, ObservableType.URL, OTHER, value);
        }
    }

    private static void observable(String label, String value, Draft draft) {
        ObservableType exact = EXACT.get(label);
        if (exact != null) {
            Seen.put(draft, exact, role(label), value);
        } else if (has(label, "md5", "sha1", "sha256", "sha512", "hash")) {
            if (!label.contains("imphash") && !label.contains("cert")) {
                Hashes.in(value).forEach(hash -> Seen.put(draft, ObservableType.HASH, OTHER, hash));
            }
        } else if (has(label, "mail", "sender", "recipient")) {
            Seen.put(draft, ObservableType.EMAIL, role(label), value);
        } else if (MAC.matcher(value).matches() && label.contains("mac")) {
            Seen.put(draft, ObservableType.MAC, role(label), value);
        } else if (!label.contains("version")
                && has(label, "ip", "addr", "host", "server", "ioc", "cnc", "c2", "xff", "forwarded")) {
            Seen.put(draft, ObservableType.IP, role(label), value);
        }
        if (has(label, "domain", "fqdn", "cnchost", "dnsquery", "queryname") && isDomain(value)) {
            Seen.put(draft, ObservableType.DOMAIN, role(label), value);
        }
    }

    /** A name with a dot whose last part is no number. */
    private static boolean isDomain(String value) {
        int dot = value.lastIndexOf('.');
        return dot > 0
                && dot + 1 < value.length()
                && Character.isLetter(value.charAt(dot + 1))
                && DOMAIN.matcher(value).matches();
    }

    /** Whose value it is by its label; the address of a translation is that of neither. */
    private static ObservableRole role(String label) {
        if (has(label, "translated", "prenat", "postnat", "proxy")) {
            return OTHER;
        }
        if (has(label, "source", "src", "attacker", "sender")) {
            return SOURCE;
        }
        return has(label, "dest", "dst", "target", "victim", "recipient", "rcpt") ? TARGET : OTHER;
    }

    private static boolean has(String label, String... words) {
        for (String word : words) {
            if (label.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
