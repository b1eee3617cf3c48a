package dev.tutti.context;

import dev.tutti.fact.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checks of one entry, member by member. What is wrong is complained of at its pointer, and what is returned in its place
 * is of no use: {@link #fact} then gives none.
 */
final class Checks {

    /** As long as a calendar may reach ahead at once. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** What a pair of names is written with; no name but the last may hold it, so that no two pairs look alike. */
    static final String JOINT = ":";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern CAPABILITY = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
    private static final Pattern ROLE = Pattern.compile("[a-z]+(-[a-z]+)*");

    private final String at;
    private final Complaints complaints;
    private final int before;

    Checks(String at, Complaints complaints) {
        this.at = at;
        this.complaints = complaints;
        this.before = complaints.count();
    }

    void complain(String member, String detail) {
        complaints.add(at + "/" + member, detail);
    }

    boolean clean() {
        return complaints.count() == before;
    }

    /** A name or a sentence that has to be there. */
    String text(String member, String text) {
        Spelling.flaw(text).ifPresent(flaw -> complain(member, flaw));
        return text;
    }

    String textOrNothing(String member, String text) {
        return text.isEmpty() ? text : text(member, text);
    }

    /** The identity of the entry, in its one spelling. */
    String identity(String member, Section section, String text) {
        return text(member, section.spell(text));
    }

    /** A name that is not the last of an identity made of several. */
    String part(String member, String text) {
        String part = text(member, text.strip());
        if (part.contains(JOINT)) {
            complain(member, "must not hold a colon, which ends it in an identity of several names");
        }
        return part;
    }

    /** Names that are joined to one identity must fit into it. */
    void together(String member, String... parts) {
        if (clean() && String.join(JOINT, parts).length() > Spelling.MAX_LENGTH) {
            complain(member, "must have at most " + Spelling.MAX_LENGTH + " characters together with the other names");
        }
    }

    List<String> texts(String member, List<String> texts, int most) {
        if (texts.size() > most) {
            complain(member, "must be at most " + most);
            return List.of();
        }
        for (int i = 0; i < texts.size(); i++) {
            text(member + "/" + i, texts.get(i));
        }
        return texts;
    }

    String capability(String member, String text) {
        return formed(member, text, CAPABILITY, "must read like firewall.block-ip");
    }

    String role(String member, String text) {
        return formed(member, text, ROLE, "must read like risk-officer");
    }

    private String formed(String member, String text, Pattern form, String otherwise) {
        String bare = text(member, text.strip());
        if (!bare.isEmpty() && !form.matcher(bare).matches()) {
            complain(member, otherwise);
        }
        return bare;
    }

    /** @param known none is missing, so that the complaint can name them all */
    <E extends Enum<E>> E one(String member, String name, Collection<E> known) {
        return known.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    complain(
                            member,
                            "must be one of " + known.stream().map(Enum::name).collect(Collectors.joining(", ")));
                    return known.iterator().next();
                });
    }

    <E extends Enum<E>> E oneOr(String member, String name, E otherwise, Collection<E> known) {
        return name.isEmpty() ? otherwise : one(member, name, known);
    }

    int number(String member, int number, int least, int most) {
        if (number < least || number > most) {
            complain(member, "must be " + least + " to " + most);
        }
        return number;
    }

    long time(String member, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time.toEpochMilli();
            }
            complain(member, "must lie between 2000 and 2200");
        } catch (DateTimeException e) {
            complain(member, "must be a time with an offset, such as 2026-03-01T10:00:00Z");
        }
        return 0;
    }

    /** Asks of two times that were read without a complaint. */
    void ends(String member, long from, long until) {
        if (!clean()) {
            return;
        }
        if (until <= from) {
            complain(member, "must be later than from");
        } else if (until - from > LONGEST.toMillis()) {
            complain(member, "must be at most " + LONGEST.toDays() + " days after from");
        }
    }

    /** The fact, when there was nothing to complain of. */
    Optional<Context> fact(Supplier<Context> fact) {
        return clean() ? Optional.of(fact.get()) : Optional.empty();
    }
}
