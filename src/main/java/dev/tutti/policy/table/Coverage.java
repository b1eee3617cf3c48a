package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether exactly one row answers each situation: the gaps, and rows that say the same or another thing of the same
 * situation. It works on whole boxes of situations, so that ten thousand of them make one line.
 */
final class Coverage {

    static final long MOST_SITUATIONS = 100_000;

    private static final int MOST_GAPS = 10;
    private static final int MOST_PARTNERS = 3;

    private final Space space;
    private final List<Row> rows;
    private final List<Box> boxes;
    private final List<Flaw> flaws = new ArrayList<>();

    private Coverage(Space space, List<Row> rows) {
        this.space = space;
        this.rows = rows;
        this.boxes = rows.stream().map(row -> space.box(row.conditions())).toList();
    }

    static List<Flaw> check(Space space, List<Row> rows) {
        if (space.size() > MOST_SITUATIONS) {
            return List.of(new Flaw(
                    1,
                    1,
                    "this table speaks of %d situations, and %d is the most; name fewer roles or capabilities"
                            .formatted(space.size(), MOST_SITUATIONS)));
        }
        Coverage coverage = new Coverage(space, rows);
        coverage.gaps();
        coverage.pairs(coverage.shadowed());
        return coverage.flaws;
    }

    private void gaps() {
        List<Box> gaps = space.all().withoutAll(boxes);
        gaps.stream()
                .limit(MOST_GAPS)
                .forEach(gap -> flaws.add(new Flaw(1, 1, "no row answers this: " + space.words(gap))));
        if (gaps.size() > MOST_GAPS) {
            flaws.add(new Flaw(1, 1, "and %d more gaps of this kind".formatted(gaps.size() - MOST_GAPS)));
        }
    }

    /** The rows that could be taken out without leaving a gap; of two equal ones the later. */
    private Set<Integer> shadowed() {
        Set<Integer> shadowed = new HashSet<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            int row = i;
            List<Integer> others = IntStream.range(0, rows.size())
                    .filter(other -> other != row && !shadowed.contains(other))
                    .filter(other -> boxes.get(row).and(boxes.get(other)).isPresent())
                    .boxed()
                    .toList();
            if (boxes.get(row)
                    .withoutAll(others.stream().map(boxes::get).toList())
                    .isEmpty()) {
                shadowed.add(row);
                boolean same = others.stream()
                        .allMatch(other ->
                                rows.get(other).outcome().equals(rows.get(row).outcome()));
                flaws.add(rows.get(row)
                        .first()
                        .flaw("this row is shadowed: every situation of it is answered by %s as well%s"
                                .formatted(names(others), same ? "" : ", with another outcome")));
            }
        }
        return shadowed;
    }

    private void pairs(Set<Integer> shadowed) {
        for (int later = 1; later < rows.size(); later++) {
            int partners = 0;
            for (int earlier = 0; earlier < later && !shadowed.contains(later); earlier++) {
                if (!shadowed.contains(earlier)
                        && boxes.get(later).and(boxes.get(earlier)).isPresent()) {
                    partners++;
                    if (partners <= MOST_PARTNERS) {
                        pair(rows.get(earlier), rows.get(later), boxes.get(later), boxes.get(earlier));
                    }
                }
            }
            if (partners > MOST_PARTNERS) {
                flaws.add(rows.get(later)
                        .first()
                        .flaw("this row has situations in common with %d more".formatted(partners - MOST_PARTNERS)));
            }
        }
    }

    private void pair(Row earlier, Row later, Box one, Box other) {
        String common = one.and(other).map(space::words).orElse("");
        if (earlier.outcome().equals(later.outcome())) {
            flaws.add(later.first()
                    .flaw("overlap: row %d says the same already of %s; take it out of one of them"
                            .formatted(earlier.line(), common)));
        } else {
            flaws.add(later.first()
                    .flaw("contradiction: row %d says '%s', this row '%s', of %s"
                            .formatted(
                                    earlier.line(),
                                    earlier.outcome().words(),
                                    later.outcome().words(),
                                    common)));
        }
    }

    private String names(List<Integer> indexes) {
        String lines = indexes.stream()
                .limit(MOST_PARTNERS)
                .map(i -> String.valueOf(rows.get(i).line()))
                .collect(Collectors.joining(", "));
        return (indexes.size() == 1 ? "row " : "rows ") + lines + (indexes.size() > MOST_PARTNERS ? ", ..." : "");
    }
}
