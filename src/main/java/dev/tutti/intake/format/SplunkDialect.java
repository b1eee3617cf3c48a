package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Splunk sends: the webhook of an alert ("Use a webhook alert action", the same from 9.0 to 10.0), the results of its search
 * API, and notable events of Enterprise Security among them. Members are those of the Common Information Model; every value is a
 * text or a list of texts.
 */
final class SplunkDialect implements JsonDialect {

    private static final Pattern LOCAL_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]{5,16}");

    /** Members that only Splunk writes into a row. */
    private static final List<String> OF_A_ROW =
            List.of("_cd", "_bkt", "_si", "_indextime", "_serial", "event_hash", "search_name", "orig_sid");

    private static final List<String> AROUND_A_ROW =
            List.of("sid", "search_name", "results_link", "lastrow", "preview");
    private static final List<String> AROUND_ROWS = List.of("init_offset", "fields", "sid", "post_process_count");

    /** One whose search found nothing, which is what it was set up to tell, has no row. */
    private static final List<String> OF_A_WEBHOOK = List.of("sid", "search_name", "results_link");

    private static final Set<String> DONE = Set.of("resolved", "closed");

    private final WordKinds kinds = new WordKinds();

    @Override
    public String name() {
        return "splunk";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        if (object.path("result").isObject()) {
            return AROUND_A_ROW.stream().anyMatch(object::has);
        }
        if (object.path("results").isArray()) {
            return AROUND_ROWS.stream().anyMatch(object::has)
                    || isRow(object.path("results").path(0));
        }
        return isRow(object) || OF_A_WEBHOOK.stream().allMatch(object::has);
    }

    /** A notable is known by its id, whichever of its members the search that lists it has kept. */
    private static boolean isRow(JsonNode row) {
        return (row.has("_time") && OF_A_ROW.stream().anyMatch(row::has))
                || row.path("event_id").asText("").contains("@@notable@@");
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return whole.node().path("results").isArray() ? whole.each("results") : List.of(whole);
    }

    @Override
    public void read(Fields alert, Draft draft) {
        Fields row = alert.each("result").stream().findFirst().orElse(alert);
        if (row == alert && alert.has("result")) {
            alert.error("result", "must be the object of the first row");
            return;
        }
        String search = alert.text("search_name", "result.search_name");
        String rule = search.isEmpty() ? row.text("rule_name", "signature_id", "EventID", "EventCode") : search;
        String title = title(row, search);
        if (title.isEmpty()) {
            alert.error("search_name", "is missing, and the result says neither what was seen nor where");
        }
        draft.title(title);
        String ruleName = row.text("rule_name", "rule_title", "signature");
        draft.rule(rule, ruleName.isEmpty() ? search : ruleName);
        draft.product(product(row));
        draft.rating(rating(row));
        time(row).ifPresent(draft::observedAt);
        identity(alert, row, draft);
        draft.kind(kinds.kindOf(
                Stream.of(rule),
                Stream.concat(Stream.of(title), row.texts("rule_name", "signature", "savedsearch_description")),
                row.texts("category", "tag", "threat_category", "ids_type", "eventtype", "security_domain")));
        attack(row, draft);
        row.number("confidence").ifPresent(percent -> draft.confidence(percent.intValue()));
        draft.link(alert.text("results_link"));
        row.texts("results_link", "url_link", "drilldown_url").forEach(draft::link);
        SplunkObservables.read(row, draft);
    }

    private static String title(Fields row, String search) {
        String title = row.text("rule_title");
        if (title.isEmpty()) {
            title = search.isEmpty() ? row.text("rule_name", "signature", "name", "subject") : search;
        }
        String where = row.text("vendor_product", "_sourcetype", "sourcetype", "source");
        return title.isEmpty() && !where.isEmpty() ? "Splunk result of " + where : title;
    }

    private static String product(Fields row) {
        String said = row.text("vendor_product");
        String made = (row.text("vendor") + " " + row.text("product")).strip();
        return said.isEmpty() ? made.isEmpty() ? "Splunk" : made : said;
    }

    /** A notable's urgency is its severity weighed by who is concerned; the webhook itself has none. */
    private static Rating rating(Fields row) {
        List<Rating> said = Stream.of("urgency", "severity", "risk_score")
                .filter(row::has)
                .map(path -> row.number(path)
                        .map(number -> path.equals("risk_score") ? Rating.ofNumber(number, 100) : unscaled(number))
                        .orElseGet(() -> Rating.ofLabel(row.text(path))))
                .toList();
        return said.stream().filter(Rating::known).findFirst().orElse(said.isEmpty() ? Rating.UNKNOWN : said.get(0));
    }

    /** A number where a word belongs is on the scale of some product. */
    private static Rating unscaled(BigDecimal number) {
        return new Rating(Rating.UNKNOWN.score(), number.toPlainString());
    }

    /**
     * When it happened, not when the search that found it ran; without either it counts as seen now, and so it does where a search
     * has written its time out for people, in a zone that only they know.
     */
    private static Optional<Instant> time(Fields row) {
        boolean local = LOCAL_TIME.matcher(row.text("_time")).matches();
        Optional<Instant> found = local ? Optional.empty() : row.time("_time");
        Optional<Instant> happened = Times.read(row.text("orig_time"));
        return found.isEmpty()
                ? happened
                : Optional.of(
                        happened.filter(time -> credible(time, found.get())).orElse(found.get()));
    }

    private static boolean credible(Instant happened, Instant found) {
        return !happened.isAfter(found) && happened.isAfter(Instant.EPOCH);
    }

    /** A notable has an id and a state; a row of an index has its place there; anything else is one row of one run. */
    private static void identity(Fields alert, Fields row, Draft draft) {
        String id = row.text("event_id");
        String sid = alert.text("sid");
        if (id.contains("@@")) {
            draft.sourceId(id);
            draft.revisable();
            boolean done =
                    DONE.contains(row.text("status_label", "status_group").toLowerCase(Locale.ROOT))
                            || row.text("status_end").equals("true");
            draft.status(done ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        } else if (!sid.isEmpty()) {
            draft.identity(sid, Digest.of((ObjectNode) row.node("")));
        } else if (row.has("_bkt") && row.has("_cd")) {
            draft.identity(row.text("_bkt"), row.text("_cd"));
        }
    }

    private static void attack(Fields row, Draft draft) {
        draft.techniques(row.texts(
                "annotations",
                "annotations.mitre_attack",
                "annotations.mitre_attack.mitre_technique_id",
                "annotations._all",
                "mitre_technique_id",
                "mitre_attack",
                "mitre_technique",
                "mitre_attack_id",
                "mitre_attack_technique",
                "tag"));
        draft.tactics(row.texts(
                        "annotations.mitre_attack.mitre_tactic", "mitre_tactic", "mitre_attack_tactic", "mitre_tactics")
                .flatMap(names -> Stream.of(names.split("[,;\n]", 20))));
    }
}
