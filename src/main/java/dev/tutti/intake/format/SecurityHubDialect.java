package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Findings of AWS Security Hub in the AWS Security Finding Format, 2018-10-08: the details of its events of EventBridge and the
 * pages of {@code GetFindings} and {@code BatchImportFindings}. Since "Findings Imported V2" the same events and pages carry OCSF,
 * which is read as OCSF and stays an alert of Security Hub.
 */
final class SecurityHubDialect implements JsonDialect {

    private static final int HIGHEST = 100;
    private static final int LOWEST_OF_LOW = 10;
    private static final String[] LISTS = {"findings", "Findings", "data/Findings", "Finding"};
    private static final Set<String> OVER = Set.of("RESOLVED", "SUPPRESSED");

    private final KindTable kinds = KindTable.load("securityhub-1");
    private final OcsfDialect ocsf = new OcsfDialect();

    @Override
    public String name() {
        return "securityhub";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        JsonNode finding = Pages.first(object, LISTS);
        return isInsight(object)
                || (Fields.holds(finding, "ProductArn") && Fields.holds(finding, "Id"))
                || (Fields.holds(finding, "AwsAccountId") && Fields.holds(finding, "GeneratorId"))
                || (!object.has("class_uid") && finding instanceof ObjectNode inner && ocsf.recognises(inner));
    }

    /** The third kind of its events counts findings, and has none. */
    private static boolean isInsight(JsonNode object) {
        return object.has("insightArn") && object.has("insightResults");
    }

    @Override
    public List<Piece> pieces(Piece whole) {
        return Pages.of(whole, LISTS);
    }

    @Override
    public void read(Fields finding, Draft draft) {
        Fields alert = finding.inUtc();
        if (alert.has("insightArn") && alert.has("insightResults")) {
            draft.leaveOut("an insight counts findings, and is none");
        } else if (alert.has("class_uid")) {
            ocsf.read(finding, draft);
            draft.mapping(ocsf.mapping());
        } else {
            asff(alert, draft);
        }
    }

    private void asff(Fields alert, Draft draft) {
        identity(alert, draft);
        alert.requiredTime("LastObservedAt", "UpdatedAt", "CreatedAt", "FirstObservedAt")
                .ifPresent(draft::observedAt);
        draft.title(alert.required("Title"));
        List<String> types =
                alert.texts("Types", "FindingProviderFields.Types").distinct().toList();
        rule(alert, types, draft);
        draft.product(
                alert.text("CompanyName", "ProductFields.aws/securityhub/CompanyName"),
                alert.text("ProductName", "ProductFields.aws/securityhub/ProductName"));
        draft.rating(rating(alert));
        draft.confidence(OcsfDialect.integer(
                alert, alert.has("Confidence") ? "Confidence" : "FindingProviderFields.Confidence"));
        draft.status(isOver(alert) ? AlertStatus.RESOLVED : AlertStatus.OPEN);
        attacks(alert, types, draft);
        draft.kind(kinds.kindOf(Map.of(
                "type",
                types,
                "has",
                Stream.of("Vulnerabilities", "Malware", "Compliance", "PatchSummary")
                        .filter(alert::has)
                        .toList())));
        SecurityHubObservables.read(alert, draft);
        alert.texts("SourceUrl", "Remediation.Recommendation.Url", "ProductFields.RecommendationUrl")
                .distinct()
                .forEach(draft::link);
    }

    /** An id is unique within its product; both together are how Security Hub itself writes the ARN of a finding. */
    private static void identity(Fields alert, Draft draft) {
        String id = alert.required("Id");
        String product = alert.text("ProductArn");
        draft.sourceId(id.startsWith("arn:") || product.isEmpty() ? id : product + "/" + id);
        draft.revisedAt(alert.usableTime("UpdatedAt"));
    }

    /** A control where one was checked, else the type that the product gives, else the generator. */
    private static void rule(Fields alert, List<String> types, Draft draft) {
        String generator = alert.text("GeneratorId");
        String control = alert.text("Compliance.SecurityControlId", "ProductFields.ControlId", "ProductFields.RuleId");
        String type = types.stream().findFirst().orElse("");
        draft.rule(generator.isEmpty() ? type : generator, control.isEmpty() ? type : control);
    }

    /**
     * {@code Normalized} within the band of the label. Its band LOW begins at 1 and ours at 10, and the label stands.
     */
    private static Rating rating(Fields alert) {
        Rating label = Rating.ofLabel(alert.text("Severity.Label", "FindingProviderFields.Severity.Label"));
        Optional<Rating> normalized =
                alert.number("Severity.Normalized").map(number -> Rating.ofNumber(number, HIGHEST));
        if (label.known()) {
            return normalized
                    .filter(number -> number.severity() == label.severity())
                    .map(number -> new Rating(number.score(), label.original()))
                    .orElse(label);
        }
        return normalized
                .map(number -> number.score() > 0 && number.score() < LOWEST_OF_LOW
                        ? new Rating(LOWEST_OF_LOW, number.original())
                        : number)
                .filter(number -> number.known() || label.original().isEmpty())
                .orElse(label);
    }

    /** A control that passes has nothing left to respond to. */
    private static boolean isOver(Fields alert) {
        return alert.text("RecordState").equals("ARCHIVED")
                || OVER.contains(alert.text("Workflow.Status", "WorkflowState").toUpperCase(Locale.ROOT))
                || alert.text("Compliance.Status").equals("PASSED");
    }

    /** {@code TTPs/Credential Access/...} names a tactic; only attack sequences name techniques. */
    private static void attacks(Fields alert, List<String> types, Draft draft) {
        draft.tactics(types.stream()
                .map(type -> type.split("/", 3))
                .filter(parts -> parts.length > 1 && parts[0].equalsIgnoreCase("TTPs"))
                .map(parts -> parts[1]));
        Stream.of("Detection.Sequence.SequenceIndicators", "Detection.Sequence.Signals.SignalIndicators")
                .flatMap(path -> alert.each(path).stream())
                .forEach(indicator -> {
                    switch (indicator.text("Key")) {
                        case "ATTACK_TACTIC" -> draft.tactics(indicator.texts("Values"));
                        case "ATTACK_TECHNIQUE" -> draft.techniques(indicator.texts("Values"));
                        default -> {}
                    }
                });
        draft.techniques(types.stream());
    }
}
