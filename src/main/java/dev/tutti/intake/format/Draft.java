package dev.tutti.intake.format;

import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert while its format is read. Texts are bounded and made storable here, and what cannot be a value of its type is
 * passed over: it stays in the payload.
 */
final class Draft {

    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 255;
    private static final int MAX_LINKS = 16;

    /** Further values are passed over: an alert may name so many things that are none, and each costs time. */
    private static final int MAX_LOOKED_AT = 2_048;

    private static final Pattern TECHNIQUE = Pattern.compile("(?i)\\bT[0-9]{4}(\\.[0-9]{3})?\\b");
    private static final Pattern LINK = Pattern.compile("(?i)https?://[^\\s\"<>]{1,2000}");

    private final Set<Observable> observables = new LinkedHashSet<>();
    private final Set<String> techniques = new LinkedHashSet<>();
    private final Set<String> tactics = new LinkedHashSet<>();
    private final Set<String> links = new LinkedHashSet<>();
    private String sourceId = "";
    private String title = "";
    private String rule = "";
    private String ruleName = "";
    private String product = "";
    private String leftOut = "";
    private String mapping = "";
    private Rating rating = Rating.UNKNOWN;
    private int confidence = -1;
    private int looked;
    private AlertStatus status = AlertStatus.OPEN;
    private boolean revisable;
    private Instant revisedAt = Instant.EPOCH;
    private Optional<Kind> kind = Optional.empty();
    private @Nullable Instant observedAt;

    /** It is well formed, and no alert; everything else that is said of it does not count. */
    void leaveOut(String reason) {
        leftOut = reason;
    }

    /** The reason why it is left out, {@code ""} for an alert. */
    String leftOut() {
        return leftOut;
    }

    /** Mapped by the tables of this version, because its source speaks the language of another format. */
    void mapping(String version) {
        mapping = version;
    }

    /** The id that the source gave it; a very long one is replaced by its digest. */
    void sourceId(String id) {
        sourceId = id.length() <= MAX_NAME ? id : Digest.of(id.getBytes(StandardCharsets.UTF_8));
    }

    /** For a source without ids: what tells two of its alerts apart. */
    void identity(String... parts) {
        sourceId = Digest.of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
    }

    void title(String text) {
        title = Text.of(text, MAX_TITLE);
    }

    void rule(String id, String name) {
        rule = Text.of(id, MAX_NAME);
        ruleName = Text.of(name, MAX_NAME);
    }

    void product(String name) {
        product = Text.of(name, MAX_NAME);
    }

    /** A product with its vendor, who is not named twice. */
    void product(String vendor, String name) {
        boolean named = name.toLowerCase(Locale.ROOT).startsWith(vendor.toLowerCase(Locale.ROOT));
        product(named ? name : (vendor + " " + name).strip());
    }

    void rating(Rating said) {
        rating = said;
    }

    /** 0 to 100; anything else is passed over. */
    void confidence(int percent) {
        confidence = percent >= 0 && percent <= 100 ? percent : confidence;
    }

    /** Empty when the format's table does not know it. */
    void kind(Optional<Kind> said) {
        kind = said;
    }

    void status(AlertStatus said) {
        status = said;
    }

    /** The source sends the same alert again, under the same id, when it changes. */
    void revisable() {
        revisable = true;
    }

    /** The same, and says when it changed last. */
    void revisedAt(Optional<Instant> time) {
        revisable = true;
        revisedAt = time.orElse(Instant.EPOCH);
    }

    void observedAt(Instant time) {
        observedAt = time;
    }

    /** Every ATT&amp;CK technique that is named in the text. */
    void techniques(Stream<String> texts) {
        texts.forEach(text -> TECHNIQUE
                .matcher(text)
                .results()
                .limit(AlertReport.MAX_OBSERVABLES)
                .forEach(found -> {
                    if (techniques.size() < AlertReport.MAX_OBSERVABLES) {
                        techniques.add(found.group().toUpperCase(Locale.ROOT));
                    }
                }));
    }

    void tactics(Stream<String> names) {
        names.filter(name -> !name.isBlank())
                .limit(AlertReport.MAX_OBSERVABLES)
                .forEach(name -> tactics.add(Text.of(name.strip(), 100)));
    }

    /** Kept when it is one that a browser opens. */
    void link(String address) {
        if (links.size() < MAX_LINKS && LINK.matcher(address).matches()) {
            links.add(address);
        }
    }

    void observable(ObservableType type, ObservableRole role, String value) {
        if (observables.size() < AlertReport.MAX_OBSERVABLES) {
            spelled(type, value).ifPresent(text -> observables.add(new Observable(type, role, text)));
        }
    }

    void observables(ObservableType type, ObservableRole role, Stream<String> values) {
        values.forEach(value -> observable(type, role, value));
    }

    /** Something that is only named; where it was said before which part it plays, there is nothing to add. */
    void mention(ObservableType type, String value) {
        Optional<String> text = spelled(type, value);
        boolean known = observables.stream()
                .anyMatch(seen -> seen.type() == type && seen.value().equals(text.orElse("")));
        if (!known) {
            observable(type, ObservableRole.OTHER, value);
        }
    }

    /** A machine that is named by an address or by a name, as its source likes. */
    void machine(ObservableRole role, String value) {
        observable(isAddress(value) ? ObservableType.IP : ObservableType.HOST, role, value);
    }

    /** A machine with or without its port, such as {@code 192.0.2.1:443}, {@code [2001:db8::1]:443} or a name. */
    void endpoint(ObservableRole role, String value) {
        String text = value.strip();
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String machine = hasPort ? text.substring(0, colon) : text;
        boolean bracketed = machine.startsWith("[") && machine.endsWith("]");
        machine(role, bracketed ? machine.substring(1, machine.length() - 1) : machine);
        if (hasPort) {
            observable(ObservableType.PORT, role, text.substring(colon + 1));
        }
    }

    /** Whether a name is written as an address. */
    boolean isAddress(String value) {
        return spelled(ObservableType.IP, value).isPresent();
    }

    /** What is no value of its type fills no place, so it is counted how often that is looked at. */
    private Optional<String> spelled(ObservableType type, String value) {
        looked++;
        return looked > MAX_LOOKED_AT ? Optional.empty() : Spelling.of(type, value);
    }

    boolean kindKnown() {
        return kind.isPresent();
    }

    /**
     * The report, once nothing is wrong with it.
     *
     * @param source the name of the format
     * @param digest of what this alert says, without its envelope; stands in for an id
     * @param otherwise the time when the format has none
     */
    AlertReport report(String source, String mapping, String digest, Instant otherwise, String raw) {
        return new AlertReport(
                "default",
                source,
                sourceId.isEmpty() ? digest : sourceId,
                digest,
                title.isEmpty() ? (source + " alert " + rule).strip() : title,
                rule,
                kind.orElse(Kind.OTHER),
                rating.severity(),
                rating.score(),
                rating.original(),
                this.mapping.isEmpty() ? mapping : this.mapping,
                techniques.stream().toList(),
                observables.stream().toList(),
                observedAt == null ? otherwise : observedAt,
                raw,
                new AlertDetails(
                        product,
                        ruleName,
                        confidence,
                        tactics.stream().toList(),
                        links.stream().toList(),
                        status,
                        revisable,
                        revisedAt));
    }
}
