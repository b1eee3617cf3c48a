package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.problem.ErrorCode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * A part of a list.
 *
 * @param next what to ask for with {@code after} to go on; left out on the last page
 */
record Page(
        List<Stated> items, @JsonInclude(Include.NON_EMPTY) String next) {

    static final int MOST = 1_000;

    static Response of(Holdings holdings, Section section, int limit, String after, UriInfo asked) {
        Complaints complaints = new Complaints();
        if (limit < 1 || limit > MOST) {
            complaints.add("query:limit", "must be 1 to " + MOST);
        }
        if (after.length() > Spelling.MAX_LENGTH || after.indexOf(0) >= 0) {
            complaints.add("query:after", "must be the next of the page before");
        }
        complaints.raise(ErrorCode.INVALID, "The page cannot be found");
        List<Held> held = holdings.after(section, after, limit + 1);
        List<Held> shown = held.subList(0, Math.min(limit, held.size()));
        String next = held.size() > limit ? section.id(shown.get(limit - 1).fact()) : "";
        var page = Response.ok(new Page(shown.stream().map(Stated::of).toList(), next));
        if (!next.isEmpty()) {
            var uri = asked.getRequestUriBuilder().replaceQueryParam("limit", limit);
            page.link(uri.replaceQueryParam("after", "{next}").build(next), "next");
        }
        return page.build();
    }
}
