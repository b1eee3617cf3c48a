package dev.tutti.history;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that is read in pages, newest first, by filters that all have to hold.
 *
 * @param <T> an item
 */
final class Listing<T> {

    static final int MAX_LIMIT = 1_000;
    static final String LIMIT = "limit";
    static final String AFTER = "after";
    static final String ABOUT_LIMIT = "Items in a page, 1 to 1000; 100 when left out";
    static final String ABOUT_AFTER = "The next of the page before, with the same filters";

    private static final int DEFAULT_LIMIT = 100;

    private final String path;

    @CompileTimeConstant
    private final String select;

    @CompileTimeConstant
    private final String older;

    private final List<Filter> filters;
    private final Row.Reader<T> reader;

    /**
     * @param select has a column {@code position}, which orders the rows, and ends in a condition
     * @param older the condition that a row comes after a position, the order, and the limit
     */
    Listing(
            String path,
            @CompileTimeConstant final String select,
            @CompileTimeConstant final String older,
            List<Filter> filters,
            Row.Reader<T> reader) {
        this.path = path;
        this.select = select;
        this.older = older;
        this.filters = List.copyOf(filters);
        this.reader = reader;
    }

    /** The page that these query parameters ask for; throws a problem with status 400 that says all that is wrong. */
    Page<T> page(Database database, Map<String, List<String>> query) {
        Asked asked = new Asked(query);
        return database.read(snapshot -> page(snapshot, asked));
    }

    /** Everything that a caller may say. */
    List<String> parameters() {
        return Stream.concat(filters.stream().map(Filter::name), Stream.of(LIMIT, AFTER))
                .toList();
    }

    private Page<T> page(Snapshot snapshot, Asked asked) throws SQLException {
        List<Placed<T>> rows = snapshot.list(
                asked.narrowed.then(older, asked.after, asked.limit + 1),
                row -> new Placed<>(row.number("position"), reader.read(row)));
        if (rows.size() <= asked.limit) {
            return new Page<>(rows.stream().map(Placed::item).toList(), "", "");
        }
        List<Placed<T>> kept = rows.subList(0, asked.limit);
        String next = asked.cursor.at(kept.get(kept.size() - 1).position());
        return new Page<>(kept.stream().map(Placed::item).toList(), next, asked.link(next));
    }

    private record Placed<T>(long position, T item) {}

    /** What a caller wants, once nothing is wrong with it. */
    private final class Asked {

        private final Map<String, String> values = new TreeMap<>();
        private final List<FieldError> errors = new ArrayList<>();
        private final Select narrowed = new Select(select);
        private final Cursor cursor;
        private final int limit;
        private final long after;

        Asked(Map<String, List<String>> query) {
            query.forEach(this::take);
            filters.forEach(this::narrow);
            this.limit = limit();
            Map<String, String> question = new TreeMap<>(values);
            question.remove(LIMIT);
            question.remove(AFTER);
            this.cursor = new Cursor(path, question);
            this.after = after();
            if (!errors.isEmpty()) {
                throw Problem.of(ErrorCode.INVALID, "Some query parameters are not valid")
                        .withErrors(errors)
                        .exception();
            }
        }

        String link(String next) {
            Map<String, String> following = new TreeMap<>(values);
            following.put(AFTER, next);
            return following.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", path + "?", ""));
        }

        private void take(String name, List<String> given) {
            List<String> known = parameters();
            if (!known.contains(name)) {
                wrong(name, "is not known here; known are " + String.join(", ", known));
            } else if (given.size() != 1) {
                wrong(name, "is given " + given.size() + " times; once is enough");
            } else {
                values.put(name, given.get(0));
            }
        }

        private void narrow(Filter filter) {
            String given = values.get(filter.name());
            if (given != null) {
                try {
                    filter.narrow(narrowed, filter.read(given));
                } catch (IllegalArgumentException e) {
                    wrong(filter.name(), String.valueOf(e.getMessage()));
                }
            }
        }

        private int limit() {
            String given = values.getOrDefault(LIMIT, String.valueOf(DEFAULT_LIMIT));
            int number = given.matches("[0-9]{1,4}") ? Integer.parseInt(given) : 0;
            if (number < 1 || number > MAX_LIMIT) {
                wrong(LIMIT, "must be a whole number from 1 to " + MAX_LIMIT);
            }
            return number;
        }

        private long after() {
            String given = values.get(AFTER);
            if (given == null) {
                return Long.MAX_VALUE;
            }
            OptionalLong position = cursor.position(given);
            if (position.isEmpty()) {
                wrong(AFTER, "must be the next of a page that was asked for with the same filters");
            }
            return position.orElse(Long.MAX_VALUE);
        }

        private void wrong(String name, String detail) {
            errors.add(new FieldError("query:" + name, detail));
        }
    }
}
